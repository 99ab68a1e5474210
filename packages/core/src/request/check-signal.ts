import { asGiven } from "./as-given.js";

/** @throws TypeError for what is given and is no signal, by the name of its place. */
export function checkSignal(signal: AbortSignal | undefined, place: string): void {
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw new TypeError(`${place} must be an AbortSignal, not ${asGiven(signal)}`);
  }
}
