import type { CrawlProgress } from "./crawl-progress.js";
import type { OutputStream } from "../report/output-stream.js";
import { liveText } from "./live-text.js";
import type { ProgressDisplay } from "./progress-display.js";
import { RecentRate } from "./recent-rate.js";
import { TimeLeft } from "./time-left.js";

/** Some lines of a terminal that are written over and over, and are gone at the end. */
export class LiveProgress implements ProgressDisplay {
  readonly #stream: OutputStream;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #timer: NodeJS.Timeout;
  readonly #read: () => CrawlProgress;
  readonly #pages = new RecentRate();
  readonly #left = new TimeLeft();
  #frame = 0;
  /** What is on the screen. */
  #lines: readonly string[] = [];

  constructor(stream: OutputStream, now: () => number, read: () => CrawlProgress) {
    this.#stream = stream;
    this.#read = read;
    this.#now = now;
    this.#startedAt = now();
    // A back-off of many seconds must not look like a hang.
    this.#timer = setInterval(() => this.#draw(), FRAME).unref();
    this.#draw();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#stream.write(this.#erase());
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
    // Some pseudo-terminals have 0 columns, which means that nobody said.
    const size = { columns: this.#stream.columns || 80, rows: (this.#stream.rows || 24) - 1 };
    const lines = liveText(state, size);
    this.#stream.write(`${this.#erase()}${lines.join("\n")}`);
    this.#lines = lines;
  }

  /** To the beginning of the first line, and all of them away. */
  #erase(): string {
    // A terminal that was made narrower has broken them meanwhile.
    const columns = this.#stream.columns || 80;
    const rows = this.#lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    return `${rows <= 1 ? "" : `\u001b[${rows - 1}A`}\r\u001b[0J`;
  }
}

/** Milliseconds. */
const FRAME = 100;
const SIGNS = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
