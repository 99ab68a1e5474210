import type { FailureReason } from "./classify-failure.js";

/**
 * A quota of retries that many streams share.
 *
 * The SDK's own (@smithy/core 3.41) holds 500, takes 5 for a throttled request and 14 for a transient fault,
 * gives back what the last retry of a request took when that request succeeds,
 * and 1 for a request that needed no retry.
 */
export interface RetryBudget {
  /** Takes what one retry costs; `false` if there is not enough left, and then nothing is taken. */
  tryTake(reason: FailureReason): boolean;
  /** A request succeeded; `reason` is what its last retry was for, `undefined` if it needed none. */
  refund(reason: FailureReason | undefined): void;
}
