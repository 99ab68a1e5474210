/**
 * Milliseconds that a refused request rests before it joins the line again.
 *
 * After its first two refusals it does not rest: the quota may be the reason. If it is refused again while others are
 * served, the request itself is at fault. Then each rest is longer than the one before, so that the request costs the
 * others little. While everything is refused, it is tried as often as any other request. Only its last attempts are
 * spread out, so that it outlives an outage.
 */
export function restOf(refusals: number, { isServing, interval }: RestOptions): number {
  if (refusals <= HEAD_OF_LINE) {
    return 0;
  }
  if (isServing) {
    return Math.min(Math.max(FIRST_REST * 2 ** (refusals - HEAD_OF_LINE - 1), REST_INTERVALS * interval), LONGEST_REST);
  }
  return refusals < LAST_ATTEMPTS ? 0 : Math.min(LAST_REST * 2 ** (refusals - LAST_ATTEMPTS), LONGEST_REST);
}

/** What the limiter knows at that moment. */
export interface RestOptions {
  /** Whether others are served. */
  readonly isServing: boolean;
  /** Milliseconds from one request to the next. */
  readonly interval: number;
}

/** Refusals after which a request no longer goes to the head of the line. */
export const HEAD_OF_LINE = 2;
/** Milliseconds. */
const FIRST_REST = 1_000;
const LONGEST_REST = 60_000;
/**
 * The shortest rest, in intervals between requests: a request that is always refused takes at most one permit in
 * twenty.
 */
const REST_INTERVALS = 20;
/** `retryThrottled` gives up after 30 throttles. From this one on, the attempts are spread out. */
const LAST_ATTEMPTS = 26;
/** Milliseconds. */
const LAST_REST = 5_000;
