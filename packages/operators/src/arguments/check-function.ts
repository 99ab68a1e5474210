import { asGiven } from "./as-given.js";

/**
 * @param argument - whose argument it is, and which: `toTaskEither: onError`.
 * @param task - what the function is for: `that makes an E of an error`.
 * @throws TypeError for what is no function.
 */
export function checkFunction(argument: string, value: unknown, task?: string): void {
  if (typeof value !== "function") {
    throw new TypeError(`${argument} must be a function${task === undefined ? "" : ` ${task}`}, not ${asGiven(value)}`);
  }
}
