import type { Fault } from "./fault.js";
import type { FaultedAnswer, FaultedRequest, FaultKind } from "./fault-kind.js";
import { faultKinds } from "./fault-kinds.js";

/** The answer to a request that meets this fault, or no fault. */
export function applyFault(fault: Fault | undefined, request: FaultedRequest): FaultedAnswer {
  if (fault === undefined) {
    return request.work();
  }
  // The kind fits the type of the fault, but the compiler cannot see that for a union.
  const kind = faultKinds[fault.type] as FaultKind<Fault>;
  return kind.apply(fault, request);
}
