import { GrowingNumbers } from "./growing-numbers.js";

/** Texts by number, in large blocks outside of the JavaScript heap. */
export class TextStore {
  #blocks: Buffer[] = [];
  readonly #block = new GrowingNumbers();
  readonly #start = new GrowingNumbers();
  readonly #length = new GrowingNumbers();
  #free = 0;
  /** Bytes of the texts, and of those that others have taken the place of. */
  #live = 0;
  #dead = 0;

  get size(): number {
    return this.#block.size;
  }

  /** Bytes that it takes up. */
  get capacity(): number {
    return this.#blocks.reduce((sum, { length }) => sum + length, 0);
  }

  /** Keeps a text, and gives its number: 0, 1, 2, and so on. */
  add(text: string): number {
    this.#block.push(0);
    this.#start.push(0);
    this.#length.push(0);
    this.#write(this.size - 1, Buffer.from(text));
    return this.size - 1;
  }

  /** Keeps another text under a number. */
  replace(index: number, text: string): void {
    const length = this.#length.at(index);
    this.#live -= length;
    this.#dead += length;
    this.#write(index, Buffer.from(text));
    // As seldom as it doubles, so that it costs a replaced text no more than it cost to keep it.
    if (this.#dead > this.#live && this.#dead > blockSize) this.#compact();
  }

  #write(index: number, text: Buffer): void {
    const { length } = text;
    let block = this.#blocks.at(-1);
    if (block === undefined || block.length - this.#free < length) {
      block = Buffer.allocUnsafeSlow(Math.max(this.#blocks.length === 0 ? firstBlock : blockSize, length));
      this.#blocks.push(block);
      this.#free = 0;
    }
    text.copy(block, this.#free);
    this.#block.set(index, this.#blocks.length - 1);
    this.#start.set(index, this.#free);
    this.#length.set(index, length);
    this.#free += length;
    this.#live += length;
  }

  #compact(): void {
    const blocks = this.#blocks;
    this.#blocks = [];
    this.#live = 0;
    this.#dead = 0;
    for (let index = 0; index < this.size; index++) {
      const start = this.#start.at(index);
      const block = blocks[this.#block.at(index)] ?? Buffer.alloc(0);
      this.#write(index, block.subarray(start, start + this.#length.at(index)));
    }
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
