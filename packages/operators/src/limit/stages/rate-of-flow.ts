import type { Flow } from "./flow-meter.js";

/** Requests from which on a flow is measured well enough to go by. */
export const PRECISE = 8;

/** The pace that a flow allows, in requests a millisecond: a little less than flowed in. */
export function rateOfFlow({ served, milliseconds }: Flow): number {
  return (RESERVE * served) / Math.max(milliseconds, 1);
}

/**
 * The pace after a refusal at `pace`, which was too fast: what flowed in, if that is known, and clearly less than `pace`.
 *
 * A short flow may be off by a request, so that it is not followed all the way.
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

/** The share of a flow that is used, so that the bucket fills a little and can stand the jitter of latencies. */
const RESERVE = 0.97;
/** Requests from which on a flow says anything. */
const ROUGH = 3;
const LESS = 0.93;
const BLIND = 0.9;
const MUCH_LESS = 0.4;
