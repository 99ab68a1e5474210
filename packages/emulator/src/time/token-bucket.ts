import type { ThrottleOptions } from "./throttle-options.js";

/** Lets requests through as long as it holds tokens: `burst` at first, `ratePerSecond` more each second. */
export class TokenBucket {
  readonly #options: ThrottleOptions;
  #tokens: number;
  #updatedMs: number;

  constructor(options: ThrottleOptions, nowMs: number) {
    this.#options = options;
    this.#tokens = options.burst;
    this.#updatedMs = nowMs;
  }

  /** Takes a token if there is one. */
  take(nowMs: number): boolean {
    const { ratePerSecond, burst } = this.#options;
    // When the clock goes back, no token is added, and the same time never adds tokens twice.
    if (nowMs > this.#updatedMs) {
      this.#tokens = Math.min(burst, this.#tokens + ((nowMs - this.#updatedMs) / 1_000) * ratePerSecond);
      this.#updatedMs = nowMs;
    }
    // A sum of fractions may be just below 1 because of rounding: a token that is due must not be refused.
    if (this.#tokens < 1 - 1e-9) {
      return false;
    }
    this.#tokens -= 1;
    return true;
  }
}
