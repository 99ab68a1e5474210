import { asGiven } from "./as-given.js";

/**
 * @param argument - the function, and its argument: `pacedByQuota: account`.
 * @param example - a value that would do.
 * @throws TypeError for a value that is not a string, or is empty.
 */
export function checkText(argument: string, value: unknown, example: string): void {
  if (typeof value !== "string" || value === "") {
    throw new TypeError(`${argument} must be a text such as ${asGiven(example)}, not ${asGiven(value)}`);
  }
}
