import type { Traffic } from "../traffic.js";

/**
 * After everything was refused: a few requests under way at first, and one more with each that is served,
 * until the pace needs no more. What was good before need not be any more.
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

  /** A request was served. @param rate - the pace, in requests a millisecond. */
  served(rate: number): void {
    this.#window += 1;
    if (this.#window > 2 * rate * this.#traffic.roundTrip + FIRST_WINDOW) {
      this.#window = Number.POSITIVE_INFINITY;
    }
  }

  /** When the next may go, by the requests that are under way, of which some may never be answered. */
  dueAt(): number {
    const { underWay, issuedAt } = this.#traffic;
    return underWay < this.#window ? Number.NEGATIVE_INFINITY : issuedAt + PATIENCE;
  }
}

/** Requests under way. */
const FIRST_WINDOW = 4;
/** Milliseconds without an answer, after which another request may go. */
const PATIENCE = 10_000;
