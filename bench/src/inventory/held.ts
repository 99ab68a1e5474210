const collect = globalThis.gc;

/**
 * The most megabytes that were in use as it was looked at, what nothing refers to not counted: 0 in a process without
 * `--expose-gc`. What a process has of the system beyond it is the engine's to choose, and grows with what there is.
 */
export class Held {
  most = 0;
  private times = 0;
  private readonly every: number;

  /** Looks each `every`th time that it is called. */
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
