import type { FailureReason } from "../../../src/retry/classify-failure.js";
import type { RetryBudget } from "../../../src/retry/retry-budget.js";

/** The retry quota of the SDK's standard mode: holds 500, takes 5 for a throttle and 14 for a transient fault. */
export class SdkBudget implements RetryBudget {
  capacity: number;
  readonly #most: number;

  constructor(most = 500) {
    this.capacity = most;
    this.#most = most;
  }

  tryTake(reason: FailureReason): boolean {
    const cost = COST[reason];
    if (this.capacity < cost) {
      return false;
    }
    this.capacity -= cost;
    return true;
  }

  refund(reason: FailureReason | undefined): void {
    this.capacity = Math.min(this.#most, this.capacity + (reason === undefined ? 1 : COST[reason]));
  }
}

const COST = { throttled: 5, transient: 14 } as const;
