/** What a run has done. */
export class Metrics {
  readonly #startedAt = performance.now();
  pages = 0;
  rows = 0;
  /** Counted as they come, and not shown: the table has each only once, and also those of earlier runs. */
  deadLetters = 0;
  throttles = 0;

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1_000;
  }

  toString(): string {
    const { pages, rows, throttles, seconds } = this;
    const pace = Math.round(rows / seconds);
    return (
      `${counted(pages, "page")} and ${counted(rows, "row")} in ${seconds.toFixed(1)} s, ` +
      `${pace} rows a second; ${counted(throttles, "throttle")} survived`
    );
  }
}

/** `1 page`, `2 pages` */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
