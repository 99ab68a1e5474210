/** Work that is due later, by the emulator's clock. */
export class Schedule {
  /** A binary heap, the earliest first. */
  readonly #heap: Due[] = [];
  #count = 0;

  /** @param work is given the time at which it was due; it may run long after that */
  add(dueMs: number, work: (dueMs: number) => void): void {
    this.#heap.push({ dueMs, order: this.#count, work });
    this.#count += 1;
    this.#up(this.#heap.length - 1);
  }

  /** Runs all work that is due, in the order of time, then of adding. Work that is added meanwhile runs too, if it is due. */
  run(nowMs: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.dueMs <= nowMs; first = this.#heap[0]) {
      const last = this.#heap.pop();
      if (last !== undefined && last !== first) {
        this.#heap[0] = last;
        this.#down(0);
      }
      first.work(first.dueMs);
    }
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #up(index: number): void {
    const parent = (index - 1) >>> 1;
    if (index > 0 && this.#swapIfEarlier(index, parent)) {
      this.#up(parent);
    }
  }

  #down(index: number): void {
    const left = 2 * index + 1;
    const right = left + 1;
    const earlier = this.#isEarlier(right, left) ? right : left;
    if (this.#swapIfEarlier(earlier, index)) {
      this.#down(earlier);
    }
  }

  #swapIfEarlier(index: number, than: number): boolean {
    const a = this.#heap[index];
    const b = this.#heap[than];
    if (a === undefined || b === undefined || !this.#isEarlier(index, than)) {
      return false;
    }
    this.#heap[index] = b;
    this.#heap[than] = a;
    return true;
  }

  #isEarlier(index: number, than: number): boolean {
    const a = this.#heap[index];
    const b = this.#heap[than];
    if (a === undefined || b === undefined) {
      return false;
    }
    return a.dueMs === b.dueMs ? a.order < b.order : a.dueMs < b.dueMs;
  }
}

interface Due {
  readonly dueMs: number;
  readonly order: number;
  readonly work: (dueMs: number) => void;
}
