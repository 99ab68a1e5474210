/** A request that was sent: it has got its permit. */
export interface Sent {
  /** Its number among all requests, from 1. */
  readonly number: number;
  readonly at: number;
  /** The same for all attempts of a request; `undefined` if nobody can recognise them. */
  readonly request?: object | undefined;
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
  /** Requests that were served. */
  served = 0;
  servedAt: number = Number.NEGATIVE_INFINITY;
  /** When the last of the requests that were served was sent. */
  servedSentAt: number = Number.NEGATIVE_INFINITY;
  /** Refusals that count against the quota, since the last request that was served. */
  refusedInARow = 0;
  /** The share of collisions, among them and the requests that were served lately. */
  collisionShare = 0;
  /** Milliseconds from the permit to the answer, on average. */
  roundTrip = 0;
  /** Requests without an answer, by their number, in the order in which they were sent. */
  readonly #waiting = new Map<number, Sent>();

  constructor(clock: () => number, random: () => number) {
    this.clock = clock;
    this.random = random;
  }

  /** Requests that were sent and have no answer yet, without those that are overdue: some are never answered. */
  get underWay(): number {
    const now = this.clock();
    for (const [number, sent] of this.#waiting) {
      if (this.#overdueAt(sent) > now) {
        break;
      }
      this.#waiting.delete(number);
    }
    return this.#waiting.size;
  }

  /** When the next of the requests under way is overdue, and does not count any more. */
  get overdueAt(): number {
    const [first] = this.#waiting.values();
    return first === undefined ? Number.NEGATIVE_INFINITY : this.#overdueAt(first);
  }

  issue(joinedAt: number, refusals: number, interval: number, request?: object): Sent {
    this.issued += 1;
    this.issuedAt = this.clock();
    const sent = { number: this.issued, at: this.issuedAt, request, joinedAt, refusals, interval };
    this.#waiting.set(sent.number, sent);
    return sent;
  }

  /** A request has ended, in whatever way. */
  end({ number }: Sent): void {
    this.#waiting.delete(number);
  }

  serve(sent: Sent): void {
    this.#measure(sent);
    this.served += 1;
    this.servedAt = this.clock();
    this.servedSentAt = Math.max(this.servedSentAt, sent.at);
    this.collisionShare *= 1 - SHARE_SMOOTHING;
    this.refusedInARow = 0;
  }

  /** The quota was used up, and requests were refused. */
  collide(): void {
    this.collisionShare += SHARE_SMOOTHING * (1 - this.collisionShare);
  }

  refuse(sent: Sent): void {
    this.#measure(sent);
    this.refusedInARow += 1;
  }

  #overdueAt({ at }: Sent): number {
    return at + Math.min(Math.max(OVERDUE, OVERDUE_ROUND_TRIPS * this.roundTrip), LATEST_OVERDUE);
  }

  #measure({ at }: Sent): void {
    const took = this.clock() - at;
    this.roundTrip = this.roundTrip === 0 ? took : this.roundTrip + SMOOTHING * (took - this.roundTrip);
  }
}

/** How much of a new round trip goes into the average. */
const SMOOTHING = 0.1;
/** How much of each collision, and of each request that is served, goes into the share. */
const SHARE_SMOOTHING = 0.05;
/** A request is overdue after the longer of these, in milliseconds and in round trips; after `LATEST_OVERDUE` in any case. */
const OVERDUE = 2_000;
const OVERDUE_ROUND_TRIPS = 4;
const LATEST_OVERDUE = 10_000;
