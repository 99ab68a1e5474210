/** A list of whole numbers below 2 ** 32, four bytes each: what a million entries can afford. */
export class GrowingNumbers {
  #values = none;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  push(value: number): void {
    if (this.#size === this.#values.length) {
      const larger = new Uint32Array(Math.max(16, this.#size * 2));
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#size] = value;
    this.#size += 1;
  }
}

/** Of an account with a hundred thousand datasets, most are empty. */
const none = new Uint32Array(0);
