import type { Flow } from "./flow-meter.js";
import { LEAP } from "./pressure.js";
import { PRECISE, rateOfFlow, slowedTo } from "./rate-of-flow.js";

/** What was when the quota was used up. Rates are requests a millisecond. */
export interface UsedUp {
  /** The rate that was held. */
  readonly base: number;
  /** The rate at which it was used up. */
  readonly pace: number;
  /** What flowed in since it was used up before. */
  readonly flow: Flow;
}

/** The rate to hold from then on; and one that is certainly good, if what flowed in says so. */
export interface SlowedDown {
  readonly rate: number;
  readonly good?: number | undefined;
}

/** Where to go when the quota was used up: it depends on how far the pace had been pressed. */
export function slowedDown({ base, pace, flow }: UsedUp): SlowedDown {
  const pressed = pace / base;
  const measured = rateOfFlow(flow);
  if (pressed <= PRESSED) {
    return { rate: slowedTo(flow, pace) };
  }
  if (pressed <= LEAP) {
    // It was the pressure, and not the base, that was too much.
    const least = flow.served >= 2 * PRECISE ? Math.max(base, measured) : base;
    return { rate: pressed > FAR ? least * FURTHER : least };
  }
  if (flow.served < PRECISE) {
    return { rate: pace * BELOW_LEAP };
  }
  const isRaised = measured > base * RAISED;
  return { rate: isRaised ? pace * BELOW_LEAP : Math.max(base, measured) * FURTHER, good: measured };
}

/** The pressure from which on a refusal says nothing against the base. */
const PRESSED = 1.05;
/** The pressure from which on the base is a little too careful: a small bucket was full for a while, and that is lost. */
const FAR = 1.15;
const FURTHER = 1.03;
/** A flow that is so much greater than the base comes of a quota that was raised, and will be greater still. */
const RAISED = 1.05;
const BELOW_LEAP = 0.8;
