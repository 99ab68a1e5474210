const collect = globalThis.gc;

/**
 * The most megabytes that were in use whenever it looked, each time after a garbage collection; 0 in a process without
 * `--expose-gc`. The engine may take more memory from the system than that; how much depends on the machine.
 */
export class Held {
  most = 0;
  private times = 0;
  private readonly every: number;

  /** `look` measures only at every `every`th call. */
  constructor(every: number) {
    this.every = every;
  }

  readonly look = (): void => {
    this.times += 1;
    if (collect !== undefined && this.times % this.every === 0) {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      this.most = Math.max(this.most, (heapUsed + external) / 1e6);
    }
  };
}
