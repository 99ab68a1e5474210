import { asGiven } from "./as-given.js";

/**
 * @param argument - the function, and its option: `retryBudget: capacity`.
 * @throws RangeError for a value that is not a positive, finite number.
 */
export function checkPositive(argument: string, value: unknown): void {
  if (!(typeof value === "number" && Number.isFinite(value) && value > 0)) {
    throw new RangeError(`${argument} must be a positive number, not ${asGiven(value)}`);
  }
}
