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
  /** Collisions since the last request that was served. */
  #vain = 0;
  /** The share of collisions before these. */
  #shareThen: number;

  /** @param served - how many requests had been served at the last collision, or at the start. */
  constructor(traffic: Traffic, served: number) {
    this.#traffic = traffic;
    this.#issuedThen = traffic.issued;
    this.#servedThen = served;
    this.#shareThen = traffic.collisionShare;
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
    const byChance = inARowByChance(this.#shareThen);
    if (!this.isNew(sent)) {
      return this.#traffic.refusedInARow >= IN_A_ROW + byChance ? "everything" : "known";
    }
    if (this.served > 0) {
      this.#vain = 0;
      this.#shareThen = this.#traffic.collisionShare;
    } else {
      this.#vain += 1;
    }
    this.#traffic.collide();
    return this.#vain > byChance ? "everything" : "used up";
  }

  /** The last collision was decided. */
  decided(): void {
    this.#issuedThen = this.#traffic.issued;
    this.#servedThen = this.#traffic.served;
  }
}

/**
 * How many collisions in a row, beyond the first, are no outage but chance.
 *
 * @param share - the part of the requests that was refused lately, in any case, since others spend the quota.
 */
function inARowByChance(share: number): number {
  return share <= CHANCE ? 0 : Math.min(Math.ceil(Math.log(CHANCE) / Math.log(share)) - 1, MOST_BY_CHANCE);
}

/** More collisions in a row than happen by chance this often are an outage. */
const CHANCE = 0.1;
const MOST_BY_CHANCE = 10;
/** If a pace is a little too fast, one request in ten is refused, and never this many in a row. */
const IN_A_ROW = 5;
