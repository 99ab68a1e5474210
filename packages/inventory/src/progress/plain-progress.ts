import type { CrawlProgress } from "./crawl-progress.js";
import type { OutputStream } from "../report/output-stream.js";
import type { ProgressDisplay } from "./progress-display.js";
import { progressText } from "./progress-text.js";

/** Lines for a log: one a second at most, so that an account of a thousand pages does not fill it. */
export class PlainProgress implements ProgressDisplay {
  readonly #stream: OutputStream;
  readonly #now: () => number;
  readonly #startedAt: number;
  #shownAt: number;

  constructor(stream: OutputStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
    this.#startedAt = now();
    this.#shownAt = this.#startedAt;
  }

  show(progress: CrawlProgress): void {
    const now = this.#now();
    if (now - this.#shownAt >= INTERVAL) {
      this.#shownAt = now;
      this.#stream.write(`${progressText(progress, now - this.#startedAt, ", ")}\n`);
    }
  }

  end(): void {
    // Whole lines only: nothing to tidy up.
  }
}

/** Milliseconds. */
const INTERVAL = 1_000;
