import { asGiven } from "./as-given.js";

/**
 * @param argument - the function, and its option: `tokenBucket: burst`.
 * @throws RangeError for a value that is not a whole number of at least 1. Infinity is refused, too.
 */
export function checkWholeNumber(argument: string, value: unknown): void {
  if (!(typeof value === "number" && Number.isInteger(value) && value >= 1)) {
    throw new RangeError(`${argument} must be a whole number, 1 or more, not ${asGiven(value)}`);
  }
}
