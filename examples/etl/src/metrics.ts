/** What a run has done. */
export class Metrics {
  readonly #startedAt = performance.now();
  pages = 0;
  rows = 0;
  deadLetters = 0;
  throttles = 0;

  get seconds(): number {
    return (performance.now() - this.#startedAt) / 1_000;
  }

  toString(): string {
    const { pages, rows, deadLetters, throttles, seconds } = this;
    const pace = Math.round(rows / seconds);
    return (
      `${counted(pages, "page")}, ${counted(rows, "row")} and ${counted(deadLetters, "dead letter")} in ` +
      `${seconds.toFixed(1)} s, ${pace} rows a second; ${counted(throttles, "throttle")} survived`
    );
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
