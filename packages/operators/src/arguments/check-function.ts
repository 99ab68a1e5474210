import { asGiven } from "./as-given.js";

/**
 * @param argument - the function, and its argument: `toTaskEither: onError`.
 * @param task - what the checked function does: `that turns an error into an E`.
 * @throws TypeError for a value that is not a function.
 */
export function checkFunction(argument: string, value: unknown, task?: string): void {
  if (typeof value !== "function") {
    throw new TypeError(`${argument} must be a function${task === undefined ? "" : ` ${task}`}, not ${asGiven(value)}`);
  }
}
