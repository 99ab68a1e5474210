/** A request that was let go. */
export interface Sent {
  /** Of all requests, from 1. */
  readonly number: number;
  readonly at: number;
  /** When it came to wait; for one that was refused, when that was. */
  readonly joinedAt: number;
  /** How often it was refused before. */
  readonly refusals: number;
  /** The milliseconds from one request to the next at that time, about; 0 where it did not go by that. */
  readonly interval: number;
}

/** What a limiter sees of its requests, by which all stages judge. Times are on the limiter's clock, in ms. */
export class Traffic {
  readonly clock: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Requests that were let go. */
  issued = 0;
  issuedAt: number = Number.NEGATIVE_INFINITY;
  /** Requests that were let go and are not answered. */
  underWay = 0;
  /** Requests that were served. */
  served = 0;
  servedAt: number = Number.NEGATIVE_INFINITY;
  /** When the last one of those that were served was let go. */
  servedSentAt: number = Number.NEGATIVE_INFINITY;
  /** Refusals that count against the quota, since the last request that was served. */
  refusedInARow = 0;
  /** From the permit to the answer, about. */
  roundTrip = 0;

  constructor(clock: () => number, random: () => number) {
    this.clock = clock;
    this.random = random;
  }

  issue(joinedAt: number, refusals: number, interval: number): Sent {
    this.issued += 1;
    this.underWay += 1;
    this.issuedAt = this.clock();
    return { number: this.issued, at: this.issuedAt, joinedAt, refusals, interval };
  }

  /** A request has ended, however it did. */
  end(): void {
    this.underWay -= 1;
  }

  serve(sent: Sent): void {
    this.#measure(sent);
    this.served += 1;
    this.servedAt = this.clock();
    this.servedSentAt = Math.max(this.servedSentAt, sent.at);
    this.refusedInARow = 0;
  }

  refuse(sent: Sent): void {
    this.#measure(sent);
    this.refusedInARow += 1;
  }

  #measure({ at }: Sent): void {
    const took = this.clock() - at;
    this.roundTrip = this.roundTrip === 0 ? took : this.roundTrip + SMOOTHING * (took - this.roundTrip);
  }
}

/** How much of a new round trip goes into the average. */
const SMOOTHING = 0.1;
