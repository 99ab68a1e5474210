import { asyncScheduler, type SchedulerLike, type Subscription } from "rxjs";
import type { Limiter, Permit, PermitOptions } from "./limiter.js";
import { clockOf } from "./clock-of.js";
import { WaitingLine } from "./waiting-line.js";

/** A quota that is known. */
export interface TokenBucketOptions {
  /** Permits a second, in the long run. Need not be whole. */
  readonly ratePerSecond: number;
  /**
   * Permits that may be taken at once after a pause.
   *
   * @defaultValue 1
   */
  readonly burst?: number | undefined;
  /**
   * Where the waits are scheduled, and what tells the time. The default tells it by a clock that cannot jump,
   * so in virtual time (a `TestScheduler`) the scheduler has to be given.
   *
   * @defaultValue asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/**
 * A limiter that gives out at most `ratePerSecond * t + burst` permits in any `t` seconds.
 *
 * If the service throttles all the same (another process shares its quota), the bucket takes itself as empty.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { paced, tokenBucket } from "@rekognition-rx/operators";
 *
 * const limiter = tokenBucket({ ratePerSecond: 5, burst: 5 });
 * const listing = describeProjects$({ client: rekognitionClient(), perRequest: paced(limiter) });
 * for await (const page of listing) {
 *   console.log(page.ProjectDescriptions?.length ?? 0);
 * }
 * ```
 *
 * @throws RangeError for a rate or a burst that is not positive, at once.
 */
export function tokenBucket(options: TokenBucketOptions): Limiter {
  const { ratePerSecond, burst = 1, scheduler = asyncScheduler } = options;
  if (!(Number.isFinite(ratePerSecond) && ratePerSecond > 0)) {
    throw new RangeError(`tokenBucket: ratePerSecond must be a positive number, not ${String(ratePerSecond)}`);
  }
  if (!(Number.isInteger(burst) && burst >= 1)) {
    throw new RangeError(`tokenBucket: burst must be a whole number, 1 or more, not ${String(burst)}`);
  }
  return new TokenBucket(1_000 / ratePerSecond, burst, scheduler, clockOf(options.scheduler));
}

class TokenBucket implements Limiter {
  readonly #interval: number;
  readonly #burst: number;
  readonly #scheduler: SchedulerLike;
  readonly #clock: () => number;
  readonly #line = new WaitingLine(() => this.#serve());
  #tokens: number;
  #filledAt: number;
  #timer: Subscription | undefined;
  #serving = false;
  /** All permits are one: a bucket does not care which request it was that ended. */
  readonly #permit: Permit = {
    settle: (outcome) => {
      if (outcome.type === "throttled") {
        this.throttled();
      }
    },
  };

  constructor(interval: number, burst: number, scheduler: SchedulerLike, clock: () => number) {
    this.#interval = interval;
    this.#burst = burst;
    this.#scheduler = scheduler;
    this.#clock = clock;
    this.#tokens = burst;
    this.#filledAt = clock();
  }

  permit(options?: PermitOptions): ReturnType<Limiter["permit"]> {
    return this.#line.join(options);
  }

  throttled(): void {
    this.#fill();
    this.#tokens = Math.min(this.#tokens, 0);
  }

  #fill(): void {
    const now = this.#clock();
    // A clock that was set back has told us nothing about the time that passed.
    const passed = Math.max(0, now - this.#filledAt);
    this.#filledAt = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + passed / this.#interval);
  }

  #serve(): void {
    if (this.#serving) {
      return;
    }
    this.#serving = true;
    this.#fill();
    // What a sum of fractions lacks to a whole token is not worth another timer.
    while (this.#line.size > 0 && this.#tokens >= 1 - EPSILON) {
      this.#tokens -= 1;
      this.#line.serve(this.#permit);
    }
    this.#serving = false;
    this.#timer?.unsubscribe();
    this.#timer =
      this.#line.size === 0
        ? undefined
        : this.#scheduler.schedule(() => this.#serve(), Math.ceil((1 - EPSILON - this.#tokens) * this.#interval));
  }
}

const EPSILON = 1e-9;
