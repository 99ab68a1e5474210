import { asGiven } from "./as-given.js";

/**
 * @param caller - whose options they are.
 * @throws TypeError for what is no object with members: options left out are `{}` by then.
 */
export function checkOptions(caller: string, options: unknown): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new TypeError(`${caller}: the options must be an object, not ${asGiven(options)}`);
  }
}
