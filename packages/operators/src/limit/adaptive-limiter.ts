import { asyncScheduler, type SchedulerLike } from "rxjs";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkWholeNumber } from "../arguments/check-whole-number.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkScheduler } from "../arguments/check-scheduler.js";
import { checkPositive } from "../arguments/check-positive.js";
import { AdaptivePace } from "./adaptive-pace.js";
import { clockOf } from "../time/clock-of.js";
import type { Limiter } from "./limiter.js";
import { PermitDesk } from "./permit-desk.js";
import { Traffic } from "./traffic.js";

/** How {@link adaptiveLimiter} looks for a quota that is not known. */
export interface AdaptiveLimiterOptions {
  /**
   * How many requests may be under way at the same time, at the beginning. With each round of answers the number grows
   * by about 40 percent, until the second throttle.
   *
   * @defaultValue 2
   */
  readonly initialInFlight?: number | undefined;
  /**
   * The lowest rate, in permits per second, however much is throttled: it keeps the limiter from stopping. While
   * everything is throttled, the limiter sends a request 3 s after the last answer at the latest. It waits at most 10 s
   * for an answer.
   *
   * @defaultValue 0.1
   */
  readonly minRatePerSecond?: number | undefined;
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
 * A limiter that learns an unknown quota from throttles, and then keeps to it.
 *
 * Until requests are throttled, it allows a few under way at the same time, and more with each round of answers. A
 * throttle shows that the service's bucket of tokens is empty. So what the service serves between two throttles is what
 * the quota allows, and that becomes the pace. Every few seconds, the limiter tries to go a little faster. If several
 * requests are then throttled together, it slows down only once. About two percent of the requests are throttled by
 * this search.
 *
 * While everything is throttled, it sends one request at a time, at growing distances of at most 3 s. When one is
 * served, it returns to the last good pace. A request that is refused while others are served does not slow it down.
 * Beside programs that do not slow down, it keeps a part of the best pace that was ever good, or of 5 per second.
 *
 * Share one among all streams that use the same quota: the quota of an account, a region and an operation.
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
 * @see {@link tokenBucket} if the quota is known: it wastes no requests.
 */
export function adaptiveLimiter(options: AdaptiveLimiterOptions = {}): Limiter {
  checkOptions("adaptiveLimiter", options);
  const { initialInFlight = 2, minRatePerSecond = 0.1, random = Math.random, scheduler = asyncScheduler } = options;
  checkWholeNumber("adaptiveLimiter: initialInFlight", initialInFlight);
  checkPositive("adaptiveLimiter: minRatePerSecond", minRatePerSecond);
  checkCallbacks("adaptiveLimiter", { random });
  checkScheduler("adaptiveLimiter", scheduler);
  const traffic = new Traffic(clockOf(options.scheduler), random);
  return new PermitDesk(traffic, new AdaptivePace(traffic, initialInFlight, minRatePerSecond / 1_000), scheduler);
}
