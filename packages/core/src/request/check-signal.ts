import { asGiven } from "./as-given.js";

/** @throws TypeError for what is given and is no signal, by the name of the argument. */
export function checkSignal(signal: AbortSignal | undefined, argument: string): void {
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw new TypeError(`${argument} must be an AbortSignal, not ${asGiven(signal)}`);
  }
}
