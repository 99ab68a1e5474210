import type { Flow } from "./flow-meter.js";

/** From this many requests on, a flow is measured well enough to follow it. */
export const PRECISE = 8;

/** The pace that a flow allows, in requests per millisecond: a little less than flowed in. */
export function rateOfFlow({ served, milliseconds }: Flow): number {
  return (RESERVE * served) / Math.max(milliseconds, 1);
}

/**
 * The pace after a refusal at `pace`, which was too fast: what flowed in, if that is known, but always clearly less
 * than `pace`.
 *
 * A short flow may be wrong by one request, so it is followed only in part.
 */
export function slowedTo(flow: Flow, pace: number, isKnown = true): number {
  if (isKnown && flow.served >= PRECISE) {
    return Math.min(rateOfFlow(flow), LESS * pace);
  }
  if (flow.served < ROUGH) {
    return BLIND * pace;
  }
  const measured = rateOfFlow({ ...flow, served: flow.served + 0.5 });
  return Math.min(Math.max(measured, MUCH_LESS * pace), LESS * pace);
}

/** The share of a flow that is used. The rest fills the bucket a little, so that it absorbs the jitter of latencies. */
const RESERVE = 0.97;
/** A flow with fewer requests than this says nothing. */
const ROUGH = 3;
const LESS = 0.93;
const BLIND = 0.9;
const MUCH_LESS = 0.4;
