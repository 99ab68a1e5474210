import { asGiven } from "./as-given.js";

/**
 * @param argument - the function, and its option: `retryThrottled: maxAttempts`.
 * @throws RangeError for a value that is given and is neither a whole number of at least `least` nor Infinity.
 */
export function checkCount(argument: string, value: unknown, least: number): void {
  const isCount = typeof value === "number" && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY);
  if (value !== undefined && !(isCount && value >= least)) {
    throw new RangeError(`${argument} must be a whole number, ${least} or more, or Infinity, not ${asGiven(value)}`);
  }
}
