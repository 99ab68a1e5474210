import { asGiven } from "./as-given.js";

/**
 * @param argument - whose option it is, and which: `retryThrottled: maxAttempts`.
 * @throws RangeError for what is given and is neither a whole number from `least` on nor Infinity.
 */
export function checkCount(argument: string, value: unknown, least: number): void {
  const isCount = typeof value === "number" && (Number.isInteger(value) || value === Number.POSITIVE_INFINITY);
  if (value !== undefined && !(isCount && value >= least)) {
    throw new RangeError(`${argument} must be a whole number, ${least} or more, or Infinity, not ${asGiven(value)}`);
  }
}
