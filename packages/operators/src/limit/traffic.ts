/** A request that was sent: it has got its permit. */
export interface Sent {
  /** Its number among all requests, from 1. */
  readonly number: number;
  readonly at: number;
  /** When it began to wait. For a request that was refused before, this is when it was refused. */
  readonly joinedAt: number;
  /** How often it was refused before. */
  readonly refusals: number;
  /** The milliseconds from one request to the next at that time, approximately; 0 if the stage had no such interval. */
  readonly interval: number;
}

/** What a limiter sees of its requests. All stages judge by it. Times are on the limiter's clock, in ms. */
export class Traffic {
  readonly clock: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Requests that were sent. */
  issued = 0;
  issuedAt: number = Number.NEGATIVE_INFINITY;
  /** Requests that were sent and have no answer yet. */
  underWay = 0;
  /** Requests that were served. */
  served = 0;
  servedAt: number = Number.NEGATIVE_INFINITY;
  /** When the last of the requests that were served was sent. */
  servedSentAt: number = Number.NEGATIVE_INFINITY;
  /** Refusals that count against the quota, since the last request that was served. */
  refusedInARow = 0;
  /** Milliseconds from the permit to the answer, on average. */
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

  /** A request has ended, in whatever way. */
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
