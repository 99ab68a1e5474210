import { faultKind, type FaultKind } from "./fault-kind.js";
import { waitingTime } from "./taking.js";

/** The answer is late by `ms` milliseconds. */
export interface LatencyFault {
  readonly type: "latency";
  /** How many milliseconds the answer is late. */
  readonly ms: number;
}

export const latencyFault: FaultKind<LatencyFault> = faultKind({
  type: "latency",
  summary: "the answer, `ms` milliseconds late",
  takes: { ms: waitingTime },
  // `chooseFaults` adds up the milliseconds. The answer itself stays the same.
  apply: (_, { work }) => work(),
});
