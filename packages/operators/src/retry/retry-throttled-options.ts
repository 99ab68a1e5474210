import type { PageRequest } from "@rekognition-rx/core";
import type { SchedulerLike } from "rxjs";
import type { FailureReason } from "./classify-failure.js";
import type { RetryBudget } from "./retry-budget.js";

/** How `retryThrottled` retries. Every bound is for one page, or for one single request. */
export interface RetryThrottledOptions {
  /**
   * The most requests for one page, the first one included. A number counts them all, whatever they failed with. An
   * object counts throttles and transient faults separately: `{ transient: 12 }`. `Infinity` is allowed.
   *
   * @defaultValue 3; with a `limiter`, `{ throttled: 30, transient: 3 }`: the limiter's queue paces the requests, and its
   * own search for the quota must not end a walk. A member that is left out keeps its default: 3, or 30
   */
  readonly maxAttempts?: number | MaxAttempts | undefined;
  /**
   * Milliseconds from the first request, after which no further request is made. With a `limiter`, they count from the
   * first permit, and a wait in the limiter's queue ends with them. A change of the time of day has no effect.
   *
   * @defaultValue Infinity
   */
  readonly maxElapsed?: number | undefined;
  /** A quota of retries that many streams share, so that one broken region does not multiply traffic. */
  readonly budget?: RetryBudget | undefined;
  /**
   * The limiter that paces the requests inside this retry. Each throttle is reported to it, and its queue replaces the
   * back-off of throttled requests. Transient faults keep their back-off.
   */
  readonly limiter?: ThrottleListener | undefined;
  /**
   * Overrules what is retried: `true` retries (an error that is not a throttle then counts as a transient fault),
   * `false` does not retry, `undefined` leaves the decision to the operator. Aborts, and the errors of retries that
   * have given up, are never retried.
   */
  readonly isRetryable?: ((error: unknown) => boolean | undefined) | undefined;
  /** Called before each wait. If it throws, the stream errors with what it threw. */
  readonly onRetry?: ((retry: RetryNotice) => void) | undefined;
  /**
   * Gives the random numbers for the jitter, from 0 to 1.
   *
   * @defaultValue Math.random
   */
  readonly random?: (() => number) | undefined;
  /**
   * Schedules the waits, and gives the time.
   *
   * @defaultValue asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/** The most requests for one page that fail with each kind of failure, the last one included. */
export interface MaxAttempts {
  /** @defaultValue 3; with a `limiter`, 30 */
  readonly throttled?: number | undefined;
  /** @defaultValue 3 */
  readonly transient?: number | undefined;
}

/** Receives each throttle: a limiter that adapts to them. */
export interface ThrottleListener {
  /**
   * Called with the error of each throttled request, even if it is not retried. A permit may have been settled with the
   * same error, or with its cause: count such a throttle only once.
   */
  throttled(error: unknown): void;
}

/** A retry that is about to be made. */
export interface RetryNotice {
  /** Requests made so far. */
  readonly attempt: number;
  /** Milliseconds until the next request. */
  readonly delay: number;
  readonly reason: FailureReason;
  /** The error of the request that failed. */
  readonly error: unknown;
  /**
   * The page request that is made again, with its operation, its number, and the `label` of its walk. `undefined` for a
   * request that is not one of a listing's pages, and in `perRequest: (page$) => page$.pipe(retryThrottled())`, where
   * the operator does not see it: write `perRequest: retryThrottled()`.
   */
  readonly request?: PageRequest | undefined;
}
