import type { Observable } from "rxjs";
import type { ThrottleListener } from "../retry/retry-throttled-options.js";

/**
 * Gives out permits, one for each request, no faster than its pace allows. Share one among all streams that use the
 * same quota.
 *
 * @see {@link tokenBucket} for a quota that is known, {@link adaptiveLimiter} for one that is not.
 */
export interface Limiter extends ThrottleListener {
  /**
   * Emits one permit when it is due, and completes. First come, first served. To leave the queue, unsubscribe before
   * the permit has come. A permit that has come is given back by settling it.
   *
   * A limiter of your own must emit one permit for each subscription. `rateLimit` takes only the first one. If the
   * limiter completes without a permit, the stream errors with a TypeError.
   *
   * @param options - what the limiter should know about a request that is made again.
   */
  permit(options?: PermitOptions): Observable<Permit>;
}

/** How {@link Limiter.permit} queues a request. */
export interface PermitOptions {
  /**
   * Whether the request goes before others in the queue, because it was throttled. The limiters of this package serve
   * three others first, which show whether the request itself is at fault. While everything is refused, they serve who
   * came first.
   *
   * @defaultValue false
   */
  readonly first?: boolean | undefined;
  /**
   * How often the request was throttled before. If a request is refused again while others are served, the request
   * itself is at fault: the limiter makes it wait, and does not slow down for it.
   *
   * @defaultValue 1 with `first`, else 0
   */
  readonly refusals?: number | undefined;
  /**
   * The request, by any object that is the same for all its attempts. With it, the limiter returns to its pace as soon
   * as all the requests for which it slowed down turn out to be at fault.
   *
   * @defaultValue none: each attempt counts as a request of its own
   */
  readonly request?: object | undefined;
}

/** The right to make one request. Settle it when the request has ended, in whatever way. */
export interface Permit {
  /** Reports how the request ended. A second call does nothing. */
  settle(outcome: PermitOutcome): void;
}

/**
 * How the request of a permit ended. A throttle has its error: the limiter reads the hint in it (`retry-after`). It
 * counts the throttle only once, although `retryThrottled` reports it, too.
 */
export type PermitOutcome =
  | { readonly type: "succeeded" | "failed" | "cancelled" }
  | { readonly type: "throttled"; readonly error: unknown };
