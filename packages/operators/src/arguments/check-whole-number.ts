import { asGiven } from "./as-given.js";

/**
 * @param argument - whose option it is, and which: `tokenBucket: burst`.
 * @throws RangeError for what is no whole number from 1 on. Infinity is none.
 */
export function checkWholeNumber(argument: string, value: unknown): void {
  if (!(typeof value === "number" && Number.isInteger(value) && value >= 1)) {
    throw new RangeError(`${argument} must be a whole number, 1 or more, not ${asGiven(value)}`);
  }
}
