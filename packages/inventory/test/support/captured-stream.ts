import type { OutputStream } from "../../src/report/output-stream.js";

/** An output that remembers what was written to it. */
export class CapturedStream implements OutputStream {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly rows: number;
  text = "";

  constructor({
    isTTY = false,
    columns = 80,
    rows = 24,
  }: { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number } = {}) {
    this.isTTY = isTTY;
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string): boolean {
    this.text += text;
    return true;
  }

  hasColors(): boolean {
    return false;
  }

  get lines(): string[] {
    return this.text.split("\n").slice(0, -1);
  }
}
