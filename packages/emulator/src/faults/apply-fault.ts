import type { Fault } from "./fault.js";
import type { FaultedAnswer, FaultedRequest, FaultKind } from "./fault-kind.js";
import { faultKinds } from "./fault-kinds.js";

/** The answer to a request that meets a fault, or none. */
export function applyFault(fault: Fault | undefined, request: FaultedRequest): FaultedAnswer {
  if (fault === undefined) {
    return request.work();
  }
  // The kind of a fault is the one for its type, which the compiler does not know of a union.
  const kind = faultKinds[fault.type] as FaultKind<Fault>;
  return kind.apply(fault, request);
}
