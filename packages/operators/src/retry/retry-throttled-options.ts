import type { SchedulerLike } from "rxjs";
import type { FailureReason } from "./classify-failure.js";
import type { RetryBudget } from "./retry-budget.js";

/** How `retryThrottled` retries. Every bound is for each page, or for each one-shot request. */
export interface RetryThrottledOptions {
  /**
   * Requests at most, the first one included, whatever they failed of. `Infinity` is allowed.
   *
   * @defaultValue 3; with a `limiter` 30 throttles and 3 transient faults, counted apart: its queue paces the requests,
   * and its own search for the quota must not cost a walk
   */
  readonly maxAttempts?: number | undefined;
  /**
   * Milliseconds after the first request; no further one is made later. With a `limiter` they count from the first
   * permit, and a wait in its queue ends with them. The time of day may be set meanwhile: the clock cannot jump.
   *
   * @defaultValue Infinity
   */
  readonly maxElapsed?: number | undefined;
  /** A quota of retries that many streams share, so that one broken region does not multiply traffic. */
  readonly budget?: RetryBudget | undefined;
  /**
   * A limiter that paces the requests inside: each throttle is reported to it, and its queue replaces the back-off
   * of throttled requests. Transient faults keep their back-off.
   */
  readonly limiter?: ThrottleListener | undefined;
  /**
   * Overrules what is retried: `true` retries (as a transient fault where it is no throttle), `false` does not,
   * `undefined` leaves it to the operator. Aborts and retries that were given up are never retried, whatever it says.
   */
  readonly isRetryable?: ((error: unknown) => boolean | undefined) | undefined;
  /** Called before each wait. If it throws, the stream errors with what it threw. */
  readonly onRetry?: ((retry: RetryNotice) => void) | undefined;
  /**
   * The jitter, from 0 to 1.
   *
   * @defaultValue Math.random
   */
  readonly random?: (() => number) | undefined;
  /**
   * Where the waits are scheduled, and whose clock is used.
   *
   * @defaultValue asyncScheduler
   */
  readonly scheduler?: SchedulerLike | undefined;
}

/** Whoever wants to know of throttles: a limiter that adapts to them. */
export interface ThrottleListener {
  throttled(error: unknown): void;
}

/** A retry that is about to be made. */
export interface RetryNotice {
  /** Requests made so far. */
  readonly attempt: number;
  /** Milliseconds until the next. */
  readonly delay: number;
  readonly reason: FailureReason;
  readonly error: unknown;
}
