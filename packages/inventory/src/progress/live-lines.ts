import type { OutputStream } from "../report/output-stream.js";

/** Some lines of a terminal that are drawn over and over in the same place. */
export class LiveLines {
  readonly #stream: OutputStream;
  /** What is on the screen. */
  #lines: readonly string[] = [];

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  /** Draws lines in place of those before. */
  draw(lines: readonly string[]): void {
    this.#stream.write(`${this.#erase()}${lines.join("\n")}`);
    this.#lines = lines;
  }

  /** Removes the lines. */
  end(): void {
    this.#stream.write(this.#erase());
    this.#lines = [];
  }

  /** Goes to the beginning of the first line, and erases all lines. */
  #erase(): string {
    // If the terminal was made narrower, lines have been wrapped meanwhile.
    const columns = this.#stream.columns || 80;
    const rows = this.#lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    return `${rows <= 1 ? "" : `\u001b[${rows - 1}A`}\r\u001b[0J`;
  }
}
