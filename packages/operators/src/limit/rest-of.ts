/**
 * Milliseconds that a refused request rests before it joins the line again.
 *
 * A request that is at fault itself rests longer after each refusal, so that it costs the others little. Of the others, one
 * that is refused for the third time rests, too: the quota may be used by others, and the attempts are spread out. While
 * everything is refused, a request is tried as often as any other. Only its last attempts are spread out, so that it
 * outlives an outage.
 */
export function restOf(refusals: number, { isServing, interval, faults }: RestOptions): number {
  if (!isServing) {
    return refusals < LAST_ATTEMPTS ? 0 : Math.min(growing(LAST_REST, refusals - LAST_ATTEMPTS + 1), LONGEST_REST);
  }
  const asRefused = growing(FIRST_REST, refusals - HEAD_OF_LINE);
  const asAtFault = Math.max(
    growing(FIRST_REST, faults),
    Math.min(growing(FIRST_REST_INTERVALS, faults), REST_INTERVALS) * interval,
  );
  return Math.min(Math.max(asRefused, asAtFault), LONGEST_REST);
}

/** What the limiter knows at that moment. */
export interface RestOptions {
  /** Whether others are served. */
  readonly isServing: boolean;
  /** Milliseconds from one request to the next. */
  readonly interval: number;
  /** How often the request itself was at fault. */
  readonly faults: number;
}

/** Twice as long each time; 0 at no time. */
function growing(first: number, time: number): number {
  return time <= 0 ? 0 : first * 2 ** (time - 1);
}

/** Refusals after which a request no longer goes to the head of the line. */
export const HEAD_OF_LINE = 2;
/** Milliseconds. */
const FIRST_REST = 1_000;
const LONGEST_REST = 60_000;
/** The same, in intervals between requests, for a request that is at fault. */
const FIRST_REST_INTERVALS = 3;
/** From then on, a request that is always refused takes one permit in twenty. */
const REST_INTERVALS = 20;
/** `retryThrottled` gives up after 30 throttles. From this one on, the attempts are spread out. */
const LAST_ATTEMPTS = 26;
/** Milliseconds. */
const LAST_REST = 5_000;
