import { asGiven } from "./as-given.js";

/** @throws RangeError for what is given and is no whole number in the range, by the name of the argument. */
export function checkCount(argument: string, value: unknown, least: number, most?: number): void {
  const isCount = typeof value === "number" && Number.isSafeInteger(value) && value >= least;
  if (value === undefined || (isCount && (most === undefined || value <= most))) {
    return;
  }
  const range = most === undefined ? `${least} or more` : `from ${least} to ${most}`;
  throw new RangeError(`${argument} must be a whole number, ${range}, not ${asGiven(value)}`);
}
