/**
 * Aborts when one of the signals aborts, with its reason: `AbortSignal.any`, which can be relied on.
 *
 * Node 20 forgets an `AbortSignal.timeout` that nothing but an `AbortSignal.any` listens to, as soon as garbage is
 * collected. Then the time-out never comes. So the signals are kept for as long as this one is there.
 */
export function anySignal(signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  const given = signals.filter((signal) => signal !== undefined);
  const any = AbortSignal.any(given);
  sourcesOf.set(any, given);
  return any;
}

const sourcesOf = new WeakMap<AbortSignal, readonly AbortSignal[]>();
