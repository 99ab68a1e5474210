import type { SendOptions } from "./listing-config.js";

/** The signals that end a walk or a call: its own `signal`, and the `abortSignal` that is passed to every `send`. */
export function signalsOf(
  signal: AbortSignal | undefined,
  sendOptions: SendOptions | undefined,
): readonly AbortSignal[] {
  return [signal, sendOptions?.abortSignal].filter((given) => given !== undefined);
}

/** The first of the signals that has aborted. */
export function abortedOf(signals: readonly AbortSignal[]): AbortSignal | undefined {
  return signals.find(({ aborted }) => aborted);
}
