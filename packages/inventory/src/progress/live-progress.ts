import type { CrawlProgress } from "./crawl-progress.js";
import type { OutputStream } from "../report/output-stream.js";
import { LiveLines } from "./live-lines.js";
import { liveText } from "./live-text.js";
import type { ProgressDisplay } from "./progress-display.js";
import { RecentRate } from "./recent-rate.js";
import { TimeLeft } from "./time-left.js";

/** The progress in some lines of a terminal. They are drawn over and over, and are removed at the end. */
export class LiveProgress implements ProgressDisplay {
  readonly #stream: OutputStream;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #timer: NodeJS.Timeout;
  readonly #read: () => CrawlProgress;
  readonly #pages = new RecentRate();
  readonly #left = new TimeLeft();
  readonly #lines: LiveLines;
  #frame = 0;

  constructor(stream: OutputStream, now: () => number, read: () => CrawlProgress) {
    this.#stream = stream;
    this.#read = read;
    this.#now = now;
    this.#startedAt = now();
    this.#lines = new LiveLines(stream);
    // A back-off of many seconds must not look like a hang.
    this.#timer = setInterval(() => this.#draw(), FRAME).unref();
    this.#draw();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#lines.end();
  }

  #draw(): void {
    const sign = SIGNS[this.#frame % SIGNS.length] ?? "";
    this.#frame += 1;
    const now = this.#now();
    const progress = this.#read();
    this.#pages.add(now, progress.pages);
    this.#left.add(now, progress);
    const state = {
      sign,
      progress,
      elapsed: now - this.#startedAt,
      rate: this.#pages.perSecond,
      left: this.#left.ms,
    };
    // Some pseudo-terminals have 0 columns, which means that their number is not known.
    const size = { columns: this.#stream.columns || 80, rows: (this.#stream.rows || 24) - 1 };
    this.#lines.draw(liveText(state, size));
  }
}

/** Milliseconds. */
const FRAME = 100;
const SIGNS = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
