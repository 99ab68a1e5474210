import { asGiven } from "../arguments/as-given.js";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkCount } from "../arguments/check-count.js";
import { checkMethods } from "../arguments/check-methods.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkScheduler } from "../arguments/check-scheduler.js";
import type { RetryThrottledOptions } from "./retry-throttled-options.js";

/**
 * Refuses options that cannot work, before anything is subscribed.
 *
 * @throws TypeError, RangeError. The message names the option, its value, and what it may be.
 */
export function checkRetryOptions(options: RetryThrottledOptions, caller = "retryThrottled"): void {
  checkOptions(caller, options);
  const { maxAttempts, maxElapsed, isRetryable, onRetry, random, budget, limiter, scheduler } = options;
  checkMaxAttempts(`${caller}: maxAttempts`, maxAttempts);
  if (maxElapsed !== undefined && !(typeof maxElapsed === "number" && maxElapsed >= 0)) {
    throw new RangeError(`${caller}: maxElapsed must be milliseconds, 0 or more, not ${asGiven(maxElapsed)}`);
  }
  checkCallbacks(caller, { isRetryable, onRetry, random });
  if (budget !== undefined) {
    checkMethods(`${caller}: budget`, budget, "a retry budget, such as retryBudget()", ["tryTake", "refund"]);
  }
  if (limiter !== undefined) {
    checkMethods(`${caller}: limiter`, limiter, "the limiter that rateLimit has, such as adaptiveLimiter()", [
      "throttled",
    ]);
  }
  checkScheduler(caller, scheduler);
}

function checkMaxAttempts(argument: string, maxAttempts: RetryThrottledOptions["maxAttempts"]): void {
  if (typeof maxAttempts !== "object" || maxAttempts === null || Array.isArray(maxAttempts)) {
    checkCount(argument, maxAttempts, 1);
    return;
  }
  const { throttled, transient, ...others } = maxAttempts;
  checkCount(`${argument}.throttled`, throttled, 1);
  checkCount(`${argument}.transient`, transient, 1);
  const [other] = Object.keys(others);
  if (other !== undefined) {
    throw new TypeError(`${argument} has ${asGiven(other)}; it takes a number, or throttled and transient`);
  }
}
