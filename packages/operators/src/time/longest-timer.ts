/**
 * The milliseconds that a timer of the platform can wait at most: what fits into 32 bits with a sign.
 *
 * A longer one goes off at once. Whoever then waits for the rest would ask again and again.
 */
export const LONGEST_TIMER: number = 2 ** 31 - 1;
