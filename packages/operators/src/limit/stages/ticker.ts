/** Even distances between requests, although timers are late. Times are on the limiter's clock, in ms. */
export class Ticker {
  /** When the next request is due. */
  dueAt: number;

  constructor(dueAt: number) {
    this.dueAt = dueAt;
  }

  /**
   * A request was let go; the next is due an interval later.
   *
   * @returns whether the pace was what it had waited for, and not the user who had asked for nothing.
   */
  tick(at: number, interval: number): boolean {
    const slack = Math.min(interval / 2, LONGEST_SLACK);
    const hasWaited = at - this.dueAt <= slack;
    this.dueAt = Math.max(this.dueAt, at - slack) + interval;
    return hasWaited;
  }

  /** What was sent last took nothing from the quota. */
  giveBack(now: number, interval: number): void {
    this.dueAt = Math.max(now, this.dueAt - interval);
  }
}

/** Milliseconds that a timer may be late without the pace being slower for it. */
const LONGEST_SLACK = 20;
