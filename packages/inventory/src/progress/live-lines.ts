import type { OutputStream } from "../report/output-stream.js";

/** Some lines of a terminal that are written over and over. */
export class LiveLines {
  readonly #stream: OutputStream;
  /** What is on the screen. */
  #lines: readonly string[] = [];

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  /** In place of those before. */
  draw(lines: readonly string[]): void {
    this.#stream.write(`${this.#erase()}${lines.join("\n")}`);
    this.#lines = lines;
  }

  /** Takes them away. */
  end(): void {
    this.#stream.write(this.#erase());
    this.#lines = [];
  }

  /** To the beginning of the first line, and all of them away. */
  #erase(): string {
    // A terminal that was made narrower has broken them meanwhile.
    const columns = this.#stream.columns || 80;
    const rows = this.#lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    return `${rows <= 1 ? "" : `\u001b[${rows - 1}A`}\r\u001b[0J`;
  }
}
