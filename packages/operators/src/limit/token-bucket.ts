import { asyncScheduler, type SchedulerLike } from "rxjs";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkWholeNumber } from "../arguments/check-whole-number.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkScheduler } from "../arguments/check-scheduler.js";
import { checkPositive } from "../arguments/check-positive.js";
import { BucketPace } from "./bucket-pace.js";
import { clockOf } from "../time/clock-of.js";
import type { Limiter } from "./limiter.js";
import { PermitDesk } from "./permit-desk.js";
import { Traffic } from "./traffic.js";

/** The quota that a {@link tokenBucket} keeps to. */
export interface TokenBucketOptions {
  /** Permits per second, in the long run. It need not be a whole number. */
  readonly ratePerSecond: number;
  /**
   * How many permits may be taken at once after a pause.
   *
   * @defaultValue 1
   */
  readonly burst?: number | undefined;
  /**
   * Gives the random numbers for the jitter, from 0 to 1.
   *
   * @defaultValue Math.random
   */
  readonly random?: (() => number) | undefined;
  /**
   * Schedules the waits, and gives the time. The default uses a clock that cannot jump and is not virtual: in virtual
   * time (a `TestScheduler`), give the scheduler here.
   *
   * @defaultValue asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/**
 * A limiter that lets at most `ratePerSecond * t + burst` requests through in any `t` seconds, not counting those that
 * the service refuses.
 *
 * If the service throttles requests nevertheless, other programs use the same quota. Then the bucket gives up a part of
 * its rate, and takes it back as requests are served, and with time: within 20 s, or the time of 60 requests. While
 * everything is throttled, it sends one request at a time, at growing distances of at most 3 s. Random delays keep it
 * about two percent below its rate, so that another program on the quota always gets its turn. With a `burst` of 1, late
 * timers of the platform come on top if the rate is high: 100 per second come to about 95.
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
 * @throws TypeError, RangeError for options that cannot work, at once.
 */
export function tokenBucket(options: TokenBucketOptions): Limiter {
  const { ratePerSecond, burst, random, scheduler } = checkedBucket("tokenBucket", options);
  const traffic = new Traffic(clockOf(options.scheduler), random);
  return new PermitDesk(traffic, new BucketPace(traffic, 1_000 / ratePerSecond, burst), scheduler);
}

/**
 * @param caller - the function whose options they are.
 * @returns the options, with defaults for what was left out.
 * @throws TypeError, RangeError for options that cannot work.
 */
export function checkedBucket(
  caller: string,
  options: TokenBucketOptions,
): { readonly [Option in keyof TokenBucketOptions]-?: NonNullable<TokenBucketOptions[Option]> } {
  checkOptions(caller, options);
  const { ratePerSecond, burst = 1, random = Math.random, scheduler = asyncScheduler } = options;
  checkPositive(`${caller}: ratePerSecond`, ratePerSecond);
  checkWholeNumber(`${caller}: burst`, burst);
  checkCallbacks(caller, { random });
  checkScheduler(caller, scheduler);
  return { ratePerSecond, burst, random, scheduler };
}
