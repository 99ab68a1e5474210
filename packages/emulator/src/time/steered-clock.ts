import { LAST_TIME } from "./last-time.js";

/** A clock that a test can put forward, set, and stop. */
export class SteeredClock {
  readonly #base: () => number;
  #offset = 0;
  #stoppedAt: number | undefined;

  /** @param base the clock that it follows until somebody changes it, in milliseconds since the epoch */
  constructor(base: () => number) {
    this.#base = base;
  }

  readonly now = (): number => this.#stoppedAt ?? this.#base() + this.#offset;

  /** @throws RangeError when `ms` is not a number of 0 or more */
  advance(ms: number): void {
    if (!(Number.isFinite(ms) && ms >= 0)) {
      throw new RangeError(`the clock cannot advance by ${ms} ms; advance it by 0 ms or more`);
    }
    this.set(this.now() + ms);
  }

  /** The clock goes on from this time, or stays at it if it is stopped. @throws RangeError for a time that is not valid */
  set(epochMs: number): void {
    if (!(epochMs >= 0 && epochMs <= LAST_TIME)) {
      throw new RangeError(
        `the clock cannot be set to ${epochMs}; it takes milliseconds since the epoch, up to ${LAST_TIME} in the year 9999`,
      );
    }
    if (this.#stoppedAt === undefined) {
      this.#offset = epochMs - this.#base();
    } else {
      this.#stoppedAt = epochMs;
    }
  }

  get isStopped(): boolean {
    return this.#stoppedAt !== undefined;
  }

  stop(): void {
    this.#stoppedAt ??= this.now();
  }

  go(): void {
    if (this.#stoppedAt === undefined) {
      return;
    }
    this.#offset = this.#stoppedAt - this.#base();
    this.#stoppedAt = undefined;
  }

  /** Follows its base again. */
  reset(): void {
    this.#offset = 0;
    this.#stoppedAt = undefined;
  }
}
