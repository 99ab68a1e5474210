/**
 * Milliseconds that a request waits before it joins the line again, having been refused so often.
 *
 * Not after the first two refusals, for which the quota may be to blame. Later ones, while others are served,
 * are its own affair: each rests for longer than the one before, so that it costs the others little.
 * While everything is refused, it is tried as often as any; only the last attempts are spread out,
 * so that it outlives an outage.
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
/** So that a request that is always refused takes one place in twenty at most. */
const REST_INTERVALS = 20;
/** Of the 30 throttles after which `retryThrottled` gives up: from this one on they are spread out. */
const LAST_ATTEMPTS = 26;
/** Milliseconds. */
const LAST_REST = 5_000;
