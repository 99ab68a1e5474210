import { GrowingNumbers } from "./growing-numbers.js";

/** Texts by number, in large blocks outside of the JavaScript heap. */
export class TextStore {
  readonly #blocks: Buffer[] = [];
  readonly #block = new GrowingNumbers();
  readonly #start = new GrowingNumbers();
  readonly #length = new GrowingNumbers();
  #free = 0;

  get size(): number {
    return this.#block.size;
  }

  /** Keeps a text, and gives its number: 0, 1, 2, and so on. */
  add(text: string): number {
    this.#block.push(0);
    this.#start.push(0);
    this.#length.push(0);
    this.replace(this.size - 1, text);
    return this.size - 1;
  }

  /** Keeps another text under a number. The room of the old one is not used again. */
  replace(index: number, text: string): void {
    const length = Buffer.byteLength(text);
    let block = this.#blocks.at(-1);
    if (block === undefined || block.length - this.#free < length) {
      block = Buffer.allocUnsafeSlow(Math.max(this.#blocks.length === 0 ? firstBlock : blockSize, length));
      this.#blocks.push(block);
      this.#free = 0;
    }
    block.write(text, this.#free);
    this.#block.set(index, this.#blocks.length - 1);
    this.#start.set(index, this.#free);
    this.#length.set(index, length);
    this.#free += length;
  }

  at(index: number): string {
    return this.bytesAt(index).toString();
  }

  /** The text in UTF-8; not a copy. */
  bytesAt(index: number): Buffer {
    const start = this.#start.at(index);
    const block = this.#blocks[this.#block.at(index)] ?? Buffer.alloc(0);
    return block.subarray(start, start + this.#length.at(index));
  }
}

/** Bytes. Small at first, for an emulator of many small datasets. */
const firstBlock = 8 * 1_024;
const blockSize = 1_024 * 1_024;
