import { setTimeout as delay } from "node:timers/promises";

/** Waits for `milliseconds`, or until one of the signals is aborted. */
export async function waitFor(milliseconds: number, signals: readonly AbortSignal[]): Promise<void> {
  const signal = AbortSignal.any([...signals]);
  if (milliseconds > 0 && !signal.aborted) {
    await delay(milliseconds, undefined, { signal }).catch(ignore);
  }
}

function ignore(): void {}
