import type { Flow } from "./flow-meter.js";
import { LEAP } from "./pressure.js";
import { PRECISE, rateOfFlow, slowedTo } from "./rate-of-flow.js";

/** The state in which the quota was used up. Rates are in requests per millisecond. */
export interface UsedUp {
  /** The rate that was held. */
  readonly base: number;
  /** The rate at which the quota was used up. */
  readonly pace: number;
  /** What flowed in since the quota was used up the last time. */
  readonly flow: Flow;
}

/** The rate to hold from then on, and a rate that is certainly good, if the flow shows one. */
export interface SlowedDown {
  readonly rate: number;
  readonly good?: number | undefined;
}

/** The rate to hold when the quota was used up. It depends on how far the pace had been raised. */
export function slowedDown({ base, pace, flow }: UsedUp): SlowedDown {
  const pressed = pace / base;
  const measured = rateOfFlow(flow);
  if (pressed <= PRESSED) {
    return { rate: slowedTo(flow, pace) };
  }
  if (pressed <= LEAP) {
    // The pressure was too much, not the base.
    const least = flow.served >= 2 * PRECISE ? Math.max(base, measured) : base;
    return { rate: pressed > FAR ? least * FURTHER : least };
  }
  if (flow.served < PRECISE) {
    return { rate: pace * BELOW_LEAP };
  }
  const isRaised = measured > base * RAISED;
  return { rate: isRaised ? pace * BELOW_LEAP : Math.max(base, measured) * FURTHER, good: measured };
}

/** Above this pressure, a refusal says nothing against the base. */
const PRESSED = 1.05;
/**
 * Above this pressure, the base is a little too low: a small bucket was full for a while, and what flowed in then was
 * lost.
 */
const FAR = 1.15;
const FURTHER = 1.03;
/** If a flow is so much greater than the base, the quota was raised, and the flow will grow further. */
const RAISED = 1.05;
const BELOW_LEAP = 0.8;
