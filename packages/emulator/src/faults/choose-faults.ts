import type { Fault } from "./fault.js";
import type { FaultRequest, FaultRule } from "./fault-rule.js";

/** What the rules decide for a request. */
export interface ChosenFaults {
  /** The first fault that is not a latency. */
  readonly fault: Exclude<Fault, { readonly type: "latency" }> | undefined;
  /** Milliseconds: the sum of all latencies before that fault. */
  readonly latency: number;
}

/** Asks the rules in turn, until one gives a fault other than a latency. */
export function chooseFaults(rules: readonly FaultRule[], request: FaultRequest): ChosenFaults {
  let latency = 0;
  for (const rule of rules) {
    const fault = rule(request);
    if (fault === undefined) {
      continue;
    }
    if (fault.type !== "latency") {
      return { fault, latency };
    }
    latency += fault.ms;
  }
  return { fault: undefined, latency };
}
