import type { Traffic } from "../traffic.js";

/**
 * After everything was refused: at first a few requests are under way, and one more with each that is served, until the
 * pace needs no more. The rate that was good before may be too fast now.
 */
export class SlowStart {
  readonly #traffic: Traffic;
  #window: number = Number.POSITIVE_INFINITY;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  begin(): void {
    this.#window = FIRST_WINDOW;
  }

  /** A request was served. @param rate - the pace, in requests per millisecond. */
  served(rate: number): void {
    this.#window += 1;
    if (this.#window > 2 * rate * this.#traffic.roundTrip + FIRST_WINDOW) {
      this.#window = Number.POSITIVE_INFINITY;
    }
  }

  /** When the next request may go, judged by the requests under way. */
  dueAt(): number {
    const { underWay, overdueAt } = this.#traffic;
    return underWay < this.#window ? Number.NEGATIVE_INFINITY : overdueAt;
  }
}

/** Requests under way. */
const FIRST_WINDOW = 4;
