import { rateExceeded } from "../time/throttle.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { headers, optional } from "./taking.js";

/** `ThrottlingException`, whatever the token bucket says; it takes nothing from it. */
export interface ThrottleFault {
  readonly type: "throttle";
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export const throttleFault: FaultKind<ThrottleFault> = faultKind({
  type: "throttle",
  summary: "`ThrottlingException`, whatever the token bucket says",
  takes: { headers: optional(headers) },
  apply: ({ headers: given }, { refuse }) => refuse(rateExceeded(given)),
});
