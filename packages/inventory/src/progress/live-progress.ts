import type { CrawlProgress } from "./crawl-progress.js";
import type { OutputStream } from "../report/output-stream.js";
import type { ProgressDisplay } from "./progress-display.js";
import { progressText } from "./progress-text.js";

/** One line of a terminal that is written over and over, and is gone at the end. */
export class LiveProgress implements ProgressDisplay {
  readonly #stream: OutputStream;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #timer: NodeJS.Timeout;
  #progress: CrawlProgress | undefined;
  #frame = 0;

  constructor(stream: OutputStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
    this.#startedAt = now();
    // A back-off of many seconds must not look like a hang.
    this.#timer = setInterval(() => this.#draw(), FRAME).unref();
    this.#draw();
  }

  show(progress: CrawlProgress): void {
    this.#progress = progress;
  }

  end(): void {
    clearInterval(this.#timer);
    this.#stream.write(ERASE);
  }

  #draw(): void {
    const sign = SIGNS[this.#frame % SIGNS.length] ?? "";
    this.#frame += 1;
    const text = `${sign} ${progressText(this.#progress, this.#now() - this.#startedAt, " · ")}`;
    // A line as wide as the terminal would wrap, and the next one could not be written over it.
    // Some pseudo-terminals have 0 columns, which means that nobody said.
    const width = Math.max(1, (this.#stream.columns || 80) - 1);
    this.#stream.write(`${ERASE}${text.slice(0, width)}`);
  }
}

/** To the beginning of the line, and all of it away. */
const ERASE = "\r\u001b[2K";
/** Milliseconds. */
const FRAME = 100;
const SIGNS = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
