import { asGiven } from "./as-given.js";

/**
 * @param argument - whose option it is, and which: `retryBudget: capacity`.
 * @throws RangeError for what is no positive, finite number.
 */
export function checkPositive(argument: string, value: unknown): void {
  if (!(typeof value === "number" && Number.isFinite(value) && value > 0)) {
    throw new RangeError(`${argument} must be a positive number, not ${asGiven(value)}`);
  }
}
