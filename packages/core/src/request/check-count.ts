import { asGiven } from "./as-given.js";

/** @throws RangeError that names the argument, if the value is given and is not a whole number in the range. */
export function checkCount(argument: string, value: unknown, least: number, most?: number): void {
  const isCount = typeof value === "number" && Number.isSafeInteger(value) && value >= least;
  if (value === undefined || (isCount && (most === undefined || value <= most))) {
    return;
  }
  const range = most === undefined ? `${least} or more` : `from ${least} to ${most}`;
  throw new RangeError(`${argument} must be a whole number, ${range}, not ${asGiven(value)}`);
}
