import type { Sent, Traffic } from "../traffic.js";

/**
 * What a refusal shows. `"known"`: nothing new, since its request was sent before the last collision was decided.
 * `"used up"`: the quota is used up. `"everything"`: everything is refused.
 */
export type Collision = "known" | "used up" | "everything";

/** Counts collisions: requests that are refused together, since the bucket is empty, are one collision. */
export class Collisions {
  readonly #traffic: Traffic;
  #issuedThen = 0;
  #servedThen: number;

  /** @param served - how many requests had been served at the last collision, or at the start. */
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

  /** The last collision was decided. */
  decided(): void {
    this.#issuedThen = this.#traffic.issued;
    this.#servedThen = this.#traffic.served;
  }
}

/** If a pace is a little too fast, one request in ten is refused, and never this many in a row. */
const IN_A_ROW = 5;
