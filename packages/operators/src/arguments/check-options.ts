import { asGiven } from "./as-given.js";

/**
 * @param caller - the function whose options they are.
 * @throws TypeError for a value that is not an object. Options that were left out are `{}` already.
 */
export function checkOptions(caller: string, options: unknown): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(`${caller}: the options must be an object, not ${asGiven(options)}`);
  }
}
