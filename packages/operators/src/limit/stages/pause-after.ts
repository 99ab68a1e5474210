/**
 * Milliseconds after a collision in which no new request is sent. Meanwhile the bucket gets a token, and as many more
 * as the jitter of the next requests will need.
 *
 * @param rate - the pace from then on, in requests per millisecond.
 */
export function pauseAfter(rate: number, roundTrip: number): number {
  return Math.min(1 / rate, LONGEST_TOKEN) + (JITTER_TOKENS * Math.sqrt(rate * roundTrip)) / rate;
}

/**
 * The longest wait for a token, in milliseconds. If a token takes longer, a request is tried earlier: perhaps only the
 * refused request was at fault.
 */
const LONGEST_TOKEN = 250;
/** The factor of the square root of the requests under way. A sum of jitters strays about that far. */
const JITTER_TOKENS = 0.7;
