import type { Sent, Traffic } from "../traffic.js";

/**
 * What a refusal says: nothing new, where its request was sent before the last one was decided on;
 * that the quota is used up; or that everything is refused.
 */
export type Collision = "known" | "used up" | "everything";

/** Requests that run into an empty bucket together are one collision. */
export class Collisions {
  readonly #traffic: Traffic;
  #issuedThen = 0;
  #servedThen: number;

  /** @param served - requests that had been served by the last collision, or before all. */
  constructor(traffic: Traffic, served: number) {
    this.#traffic = traffic;
    this.#issuedThen = traffic.issued;
    this.#servedThen = served;
  }

  /** Requests served since the last collision. */
  get served(): number {
    return this.#traffic.served - this.#servedThen;
  }

  /** Whether a request was sent since the last collision. */
  isNew({ number }: Sent): boolean {
    return number > this.#issuedThen;
  }

  judge(sent: Sent): Collision {
    if (!this.isNew(sent)) {
      return this.#traffic.refusedInARow >= IN_A_ROW ? "everything" : "known";
    }
    return this.served === 0 ? "everything" : "used up";
  }

  /** The last one was decided on. */
  decided(): void {
    this.#issuedThen = this.#traffic.issued;
    this.#servedThen = this.#traffic.served;
  }
}

/** Where a pace is a little too fast, one request in ten is refused, and never so many in a row. */
const IN_A_ROW = 5;
