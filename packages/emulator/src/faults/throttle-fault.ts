import { rateExceeded } from "../time/throttle.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { count, headers, optional } from "./taking.js";

/** `ThrottlingException`, whatever the token bucket says; it takes nothing from it. */
export interface ThrottleFault {
  readonly type: "throttle";
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Seconds that a `Retry-After` header asks the client to wait. @defaultValue no such header */
  readonly retryAfter?: number | undefined;
}

export const throttleFault: FaultKind<ThrottleFault> = faultKind({
  type: "throttle",
  summary:
    "`ThrottlingException`, whatever the token bucket says; with `retryAfter`, a `Retry-After` of so many seconds",
  takes: { headers: optional(headers), retryAfter: optional(count) },
  apply: ({ headers: given, retryAfter }, { refuse }) =>
    refuse(rateExceeded(retryAfter === undefined ? given : { ...given, "Retry-After": String(retryAfter) })),
});
