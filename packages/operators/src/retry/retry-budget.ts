import { checkOptions } from "../arguments/check-options.js";
import { checkPositive } from "../arguments/check-positive.js";
import type { FailureReason } from "./classify-failure.js";

/** A quota of retries that many streams share, so that one broken region does not multiply traffic. */
export interface RetryBudget {
  /** Takes what one retry costs; `false` if there is not enough left, and then nothing is taken. */
  tryTake(reason: FailureReason): boolean;
  /**
   * Called when a request has succeeded. `reason` is the reason of its last retry; `undefined` if it was not retried.
   */
  refund(reason: FailureReason | undefined): void;
}

/** How much a {@link retryBudget} holds, and what it charges. */
export interface RetryBudgetOptions {
  /**
   * What the budget holds at the start, and the most that it can hold.
   *
   * @defaultValue 500
   */
  readonly capacity?: number | undefined;
  /**
   * What the retry of a throttled request costs.
   *
   * @defaultValue 5
   */
  readonly throttledCost?: number | undefined;
  /**
   * What the retry of a transient fault costs.
   *
   * @defaultValue 14
   */
  readonly transientCost?: number | undefined;
}

/**
 * A retry budget with the numbers of the AWS SDK's standard mode: share one among the streams of a service.
 *
 * A request that succeeds gives back what its last retry took, or 1 if it was not retried. While the budget is spent,
 * failures are not retried: a region that is down gets each request only once.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { retryBudget, retryThrottled } from "@rekognition-rx/operators";
 *
 * const budget = retryBudget();
 * describeProjects$({ client: rekognitionClient() })
 *   .pipe(retryThrottled({ budget }))
 *   .subscribe({ next: (page) => console.log(page.ProjectDescriptions?.length ?? 0), error: console.error });
 * ```
 *
 * @throws TypeError, RangeError for options that cannot work, at once, such as a `capacity` that is smaller than both
 * costs.
 * @see `StandardRetryStrategy` of `@smithy/core` 3.41.
 */
export function retryBudget(options: RetryBudgetOptions = {}): RetryBudget {
  checkOptions("retryBudget", options);
  const { capacity = 500, throttledCost = 5, transientCost = 14 } = options;
  for (const [name, value] of Object.entries({ capacity, throttledCost, transientCost })) {
    checkPositive(`retryBudget: ${name}`, value);
  }
  const cheapest = Math.min(throttledCost, transientCost);
  if (capacity < cheapest) {
    throw new RangeError(
      `retryBudget: capacity must be ${cheapest} or more, the cost of one retry, not ${capacity}: otherwise no request is ever retried`,
    );
  }
  const costs = { throttled: throttledCost, transient: transientCost };
  let left = capacity;
  return {
    tryTake(reason) {
      if (left < costs[reason]) {
        return false;
      }
      left -= costs[reason];
      return true;
    },
    refund(reason) {
      left = Math.min(capacity, left + (reason === undefined ? 1 : costs[reason]));
    },
  };
}
