import type { Observable } from "rxjs";
import type { ThrottleListener } from "../retry/retry-throttled-options.js";

/**
 * Gives out permits, one a request, no faster than it thinks right. Share one among all streams of a quota.
 *
 * @see {@link tokenBucket} for a quota that is known, {@link adaptiveLimiter} for one that is not.
 */
export interface Limiter extends ThrottleListener {
  /**
   * Emits one permit, when it is due, and completes. First come, first served.
   * Unsubscribing before gives the place in the queue up; the permit itself is given back by settling it.
   *
   * @param options - what the limiter should know of a request that is made again.
   */
  permit(options?: PermitOptions): Observable<Permit>;
}

/** How {@link Limiter.permit} queues. */
export interface PermitOptions {
  /**
   * Whether the request goes before all that have not been sent yet, since it was throttled.
   *
   * @defaultValue false
   */
  readonly first?: boolean | undefined;
  /**
   * How often the request was throttled before. A request that is refused again and again while others are served
   * has a fault of its own: the limiter lets it wait, and does not slow down for it.
   *
   * @defaultValue 1 with `first`, else 0
   */
  readonly refusals?: number | undefined;
}

/** The right to make one request. Settle it when the request has ended, however it did. */
export interface Permit {
  /** A second call does nothing. */
  settle(outcome: PermitOutcome): void;
}

/**
 * How the request ended that a permit was for; a throttle with the error that said so: the limiter reads its hint,
 * and counts it once although `retryThrottled` reports it too.
 */
export type PermitOutcome =
  | { readonly type: "succeeded" | "failed" | "cancelled" }
  | { readonly type: "throttled"; readonly error: unknown };
