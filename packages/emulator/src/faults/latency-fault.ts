import { faultKind, type FaultKind } from "./fault-kind.js";
import { waitingTime } from "./taking.js";

/** The answer is late by so many milliseconds. */
export interface LatencyFault {
  readonly type: "latency";
  readonly ms: number;
}

export const latencyFault: FaultKind<LatencyFault> = faultKind({
  type: "latency",
  summary: "a late answer",
  takes: { ms: waitingTime },
  // The rules add up the milliseconds: the answer is what it would have been.
  apply: (_, { work }) => work(),
});
