/**
 * Milliseconds for which a rate is held before a faster one is tried: each try costs a refusal or two.
 *
 * With jitter, so that processes that share a quota do not try at the same time.
 *
 * @param rate - requests per millisecond.
 * @param isSure - whether the rate was measured, and not guessed. A guess is held for a shorter time.
 */
export function holdOf(rate: number, isSure: boolean, random: () => number): number {
  const hold = Math.min(Math.max(SHORTEST, REQUESTS / rate), LONGEST);
  return hold * (1 + JITTER * (2 * random() - 1)) * (isSure ? 1 : UNSURE);
}

/** Milliseconds. */
const SHORTEST = 6_000;
const LONGEST = 60_000;
/** One refusal in so many requests is little. */
const REQUESTS = 28;
/** How far the time changes by chance, as a share. */
const JITTER = 0.25;
/** The share for a rate that was guessed. */
const UNSURE = 0.25;
