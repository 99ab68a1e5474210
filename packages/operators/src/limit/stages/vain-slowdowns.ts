import type { Traffic } from "../traffic.js";

/**
 * Counts how often a pace was lowered in vain. A pace that is below the quota is not refused, unless others spend the
 * quota, too. If they do not yield, a lower pace is refused as often as a higher one.
 */
export class VainSlowdowns {
  readonly #traffic: Traffic;
  #count = 0;
  #servedThen = 0;
  /** How many of them show that others spend the quota. */
  #enough = ENOUGH;

  constructor(traffic: Traffic) {
    this.#traffic = traffic;
  }

  /** The pace was lowered. @returns whether it was in vain for so often that others must be the reason. */
  add(): boolean {
    const { served } = this.#traffic;
    if (served - this.#servedThen >= HELD) {
      this.#count = 0;
      this.#enough = ENOUGH;
    }
    this.#count += 1;
    this.#servedThen = served;
    return this.#count >= this.#enough;
  }

  /** The quota is measured again, after others spent it, too: until a pace is held, a few are enough. */
  tryAgain(): void {
    this.#count = 0;
    this.#servedThen = this.#traffic.served;
    this.#enough = ENOUGH_AGAIN;
  }
}

/** A limiter that is alone lowers its pace up to 12 times until it has found the quota. */
const ENOUGH = 14;
const ENOUGH_AGAIN = 3;
/** If so many requests are served, one after the other, the pace that was found is held. */
const HELD = 30;
