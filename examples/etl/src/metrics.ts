/** What a run has done. */
export class Metrics {
  readonly #startedAt = performance.now();
  pages = 0;
  rows = 0;
  /** As they came: one that comes twice is once in the table, and that has those of earlier runs. So nobody is shown them. */
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

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
