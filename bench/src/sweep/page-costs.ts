/** Counts the pages of a process, and notes the CPU that it has taken when it has so many. */
export class PageCosts {
  readonly #before: NodeJS.CpuUsage = process.cpuUsage();
  /** CPU seconds after every hundredth page. */
  readonly #marks: number[] = [0];
  pages = 0;

  page(): void {
    this.pages += 1;
    if (this.pages % STEP === 0) {
      this.#marks.push(this.#seconds());
    }
  }

  /** Ends the count. @returns all pages and their CPU, and those of the second half. */
  end(): PageCost {
    const half = Math.floor(this.#marks.length / 2);
    const [first = 0, last = 0] = [this.#marks[half], this.#marks.at(-1)];
    return {
      pages: this.pages,
      cpuSeconds: this.#seconds(),
      secondHalf: { pages: (this.#marks.length - 1 - half) * STEP, cpuSeconds: last - first },
    };
  }

  #seconds(): number {
    const { user, system } = process.cpuUsage(this.#before);
    return (user + system) / 1e6;
  }
}

/** What a process has read, and the CPU that this took. */
export interface PageCost {
  readonly pages: number;
  readonly cpuSeconds: number;
  /** Without the start of the process, and after the engine has compiled most of the code. */
  readonly secondHalf: { readonly pages: number; readonly cpuSeconds: number };
}

const STEP = 100;
