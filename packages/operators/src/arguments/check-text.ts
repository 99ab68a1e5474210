import { asGiven } from "./as-given.js";

/**
 * @param argument - whose argument it is, and which: `pacedByQuota: account`.
 * @param example - a value that would do.
 * @throws TypeError for what is no text, or an empty one.
 */
export function checkText(argument: string, value: unknown, example: string): void {
  if (typeof value !== "string" || value === "") {
    throw new TypeError(`${argument} must be a text such as ${asGiven(example)}, not ${asGiven(value)}`);
  }
}
