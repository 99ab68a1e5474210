/**
 * Milliseconds without a request after a collision, beyond what is under way: the bucket gets a token,
 * and as many more as the jitter of what comes after will need.
 *
 * @param rate - the pace from then on, in requests a millisecond.
 */
export function pauseAfter(rate: number, roundTrip: number): number {
  return Math.min(1 / rate, LONGEST_TOKEN) + (JITTER_TOKENS * Math.sqrt(rate * roundTrip)) / rate;
}

/** Milliseconds: a token that is longer in coming is tried for sooner. It may be the request that is at fault. */
const LONGEST_TOKEN = 250;
/** Of the square root of what is under way: so far do sums of jitters stray. */
const JITTER_TOKENS = 0.7;
