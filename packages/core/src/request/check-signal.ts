import { asGiven } from "./as-given.js";

/** @throws TypeError that names the argument, if the value is given and is not a signal. */
export function checkSignal(signal: AbortSignal | undefined, argument: string): void {
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw new TypeError(`${argument} must be an AbortSignal, not ${asGiven(signal)}`);
  }
}
