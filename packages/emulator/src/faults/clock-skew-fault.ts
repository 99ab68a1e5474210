import { ServiceError } from "../wire/service-error.js";
import { signatureExpired } from "../wire/verify-signature.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { clockOffset, optional } from "./taking.js";

/** `InvalidSignatureException`, as for a client whose clock is behind. */
export interface ClockSkewFault {
  readonly type: "clock-skew";
  /** How many milliseconds the `Date` of the answer is ahead, at most a hundred years. @defaultValue 600000 */
  readonly ms?: number | undefined;
}

export const clockSkewFault: FaultKind<ClockSkewFault> = faultKind({
  type: "clock-skew",
  summary:
    "`InvalidSignatureException`, as for a client whose clock is slow; the answer's `Date` is `ms` milliseconds ahead (default 600000)",
  takes: { ms: optional(clockOffset) },
  apply: ({ ms = 600_000 }, { refuse }) => {
    const now = Date.now();
    const { code, message, status } = signatureExpired(now, now + ms);
    return refuse(new ServiceError({ code, message, status, headers: { Date: new Date(now + ms).toUTCString() } }));
  },
});
