import { asyncScheduler, type SchedulerLike } from "rxjs";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkWholeNumber } from "../arguments/check-whole-number.js";
import { checkMethods } from "../arguments/check-methods.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkPositive } from "../arguments/check-positive.js";
import { AdaptivePace } from "./adaptive-pace.js";
import { clockOf } from "../time/clock-of.js";
import type { Limiter } from "./limiter.js";
import { PermitDesk } from "./permit-desk.js";
import { Traffic } from "./traffic.js";

/** A quota that is not known. */
export interface AdaptiveLimiterOptions {
  /**
   * Requests that are under way at once at the beginning; four tenths more each round of answers, until the second throttle.
   *
   * @defaultValue 2
   */
  readonly initialInFlight?: number | undefined;
  /**
   * Permits a second, however much is throttled: what keeps the limiter from starving. While everything is throttled it
   * asks at least each 3 s; a request without an answer counts no more after 10 s.
   *
   * @defaultValue 0.1
   */
  readonly minRatePerSecond?: number | undefined;
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
 * A limiter that learns an unknown quota from its throttles, and paces at it.
 *
 * Until requests are throttled it lets a few be under way at once, and more with each round of answers. A throttle says
 * that the service's bucket is empty: what it serves between two of them is what the quota allows, and that is the pace
 * from then on, pressed a little further every few seconds. However many requests one collision hits, it slows once.
 * About two percent of the requests are throttled for that.
 *
 * While everything is throttled it asks with one request at a time, at growing distances of 3 s at most, and comes back
 * at the pace that was last good. A request that is refused while others are served does not slow it.
 *
 * Share one among all streams that have a quota in common: an account, a region and an operation.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { adaptiveLimiter, flattenProjects, paced } from "@rekognition-rx/operators";
 *
 * const perRequest = paced(adaptiveLimiter());
 * describeProjects$({ client: rekognitionClient(), perRequest })
 *   .pipe(flattenProjects())
 *   .subscribe({ next: (project) => console.log(project.ProjectArn), error: console.error });
 * ```
 *
 * @throws TypeError, RangeError for options that cannot work, at once.
 * @see {@link tokenBucket} where the quota is known: it wastes no request.
 */
export function adaptiveLimiter(options: AdaptiveLimiterOptions = {}): Limiter {
  checkOptions("adaptiveLimiter", options);
  const { initialInFlight = 2, minRatePerSecond = 0.1, random = Math.random, scheduler = asyncScheduler } = options;
  checkWholeNumber("adaptiveLimiter: initialInFlight", initialInFlight);
  checkPositive("adaptiveLimiter: minRatePerSecond", minRatePerSecond);
  checkCallbacks("adaptiveLimiter", { random });
  checkMethods("adaptiveLimiter: scheduler", scheduler, "a scheduler of rxjs, such as asyncScheduler", [
    "now",
    "schedule",
  ]);
  const traffic = new Traffic(clockOf(options.scheduler), random);
  return new PermitDesk(traffic, new AdaptivePace(traffic, initialInFlight, minRatePerSecond / 1_000), scheduler);
}
