import type { CrawlProgress } from "./crawl-progress.js";
import type { OutputStream } from "../report/output-stream.js";
import type { ProgressDisplay } from "./progress-display.js";
import { duration } from "../text/count.js";
import { progressParts } from "./progress-parts.js";

/**
 * Lines for a log. There is at most one per second, so that an account of a thousand pages does not fill the log. If
 * nothing changes, there is a line now and then, so that a server that does not answer does not look like a hang.
 */
export class PlainProgress implements ProgressDisplay {
  readonly #stream: OutputStream;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #timer: NodeJS.Timeout;
  readonly #read: () => CrawlProgress;
  #shownAt: number;
  /** What was shown last, without the time. */
  #shown: string;
  /** Milliseconds without a change, after which the line is shown again. */
  #patience = FIRST_SILENCE;

  constructor(stream: OutputStream, now: () => number, read: () => CrawlProgress) {
    this.#stream = stream;
    this.#now = now;
    this.#read = read;
    this.#startedAt = now();
    this.#shownAt = this.#startedAt;
    this.#shown = progressParts(read()).join(SEPARATOR);
    this.#timer = setInterval(() => this.#look(), TICK).unref();
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const now = this.#now();
    const text = progressParts(this.#read()).join(SEPARATOR);
    const silence = text === this.#shown ? this.#patience : 0;
    if (now - this.#shownAt >= silence) {
      this.#shownAt = now;
      this.#shown = text;
      this.#patience = LATER_SILENCE;
      this.#stream.write(`${text}${SEPARATOR}${duration(now - this.#startedAt)}\n`);
    }
  }
}

const SEPARATOR = ", ";
/** Milliseconds, as are the next two. Two lines are never closer in time than this. */
const TICK = 1_000;
const FIRST_SILENCE = 3_000;
const LATER_SILENCE = 10_000;
