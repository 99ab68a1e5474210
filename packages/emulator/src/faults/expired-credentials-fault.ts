import { expiredToken } from "../wire/verify-signature.js";
import { faultKind, type FaultKind } from "./fault-kind.js";

/** `ExpiredTokenException`, as for temporary credentials that have expired. */
export interface ExpiredCredentialsFault {
  readonly type: "expired-credentials";
}

export const expiredCredentialsFault: FaultKind<ExpiredCredentialsFault> = faultKind({
  type: "expired-credentials",
  summary: "`ExpiredTokenException`, as for temporary credentials that have expired",
  takes: {},
  apply: (_, { refuse }) => refuse(expiredToken()),
});
