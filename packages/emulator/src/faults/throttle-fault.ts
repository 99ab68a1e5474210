import { rateExceeded } from "../time/throttle.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { count, headers, optional } from "./taking.js";

/** `ThrottlingException`, even if the token bucket has a token. It takes no token from the bucket. */
export interface ThrottleFault {
  readonly type: "throttle";
  /** Headers in addition to the usual ones. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Seconds that a `Retry-After` header asks the client to wait. @defaultValue no such header */
  readonly retryAfter?: number | undefined;
}

export const throttleFault: FaultKind<ThrottleFault> = faultKind({
  type: "throttle",
  summary: "`ThrottlingException`, even if the token bucket has a token; `retryAfter` adds a `Retry-After`, in seconds",
  takes: { headers: optional(headers), retryAfter: optional(count) },
  apply: ({ headers: given, retryAfter }, { refuse }) =>
    refuse(rateExceeded(retryAfter === undefined ? given : { ...given, "Retry-After": String(retryAfter) })),
});
