/** Keeps even distances between requests, although timers are late. Times are on the limiter's clock, in ms. */
export class Ticker {
  /** When the next request is due. */
  dueAt: number;

  constructor(dueAt: number) {
    this.dueAt = dueAt;
  }

  /**
   * A request was sent; the next is due an interval later.
   *
   * @returns the milliseconds for which nobody asked for a request although one was due; 0 if the request had to wait for
   * the pace.
   */
  tick(at: number, interval: number): number {
    const slack = Math.min(interval / 2, LONGEST_SLACK);
    const late = at - this.dueAt;
    this.dueAt = Math.max(this.dueAt, at - slack) + interval;
    return late <= slack ? 0 : late;
  }

  /** The last request took nothing from the quota. */
  giveBack(now: number, interval: number): void {
    this.dueAt = Math.max(now, this.dueAt - interval);
  }
}

/** How many milliseconds a timer may be late without slowing the pace. */
const LONGEST_SLACK = 20;
