import { asyncScheduler, type SchedulerLike } from "rxjs";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkWholeNumber } from "../arguments/check-whole-number.js";
import { checkMethods } from "../arguments/check-methods.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkPositive } from "../arguments/check-positive.js";
import { BucketPace } from "./bucket-pace.js";
import { clockOf } from "../time/clock-of.js";
import type { Limiter } from "./limiter.js";
import { PermitDesk } from "./permit-desk.js";
import { Traffic } from "./traffic.js";

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
   * The jitter, from 0 to 1.
   *
   * @defaultValue Math.random
   */
  readonly random?: (() => number) | undefined;
  /**
   * Where the waits are scheduled, and whose clock is used. The default has a clock that cannot jump,
   * so in virtual time (a `TestScheduler`) the scheduler has to be given.
   *
   * @defaultValue asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/**
 * A limiter that lets at most `ratePerSecond * t + burst` requests through in any `t` seconds, not counting those that
 * the service refuses.
 *
 * If the service throttles all the same, others spend its quota: the bucket yields a part of its rate, and takes it back
 * as requests are served. While everything is throttled it asks with one request at a time, at growing distances of 3 s
 * at most. It keeps two percent below its rate by chance, so that who shares the quota is never starved.
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
 * @param caller - whose options they are.
 * @returns them with what is left out.
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
  checkMethods(`${caller}: scheduler`, scheduler, "a scheduler of rxjs, such as asyncScheduler", ["now", "schedule"]);
  return { ratePerSecond, burst, random, scheduler };
}
