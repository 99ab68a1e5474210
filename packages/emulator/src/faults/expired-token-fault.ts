import { refused } from "../wire/service-error.js";
import { faultKind, type FaultKind } from "./fault-kind.js";

/** `InvalidPaginationTokenException` for a request with a token; others are answered. */
export interface ExpiredTokenFault {
  readonly type: "expired-token";
}

export const expiredTokenFault: FaultKind<ExpiredTokenFault> = faultKind({
  type: "expired-token",
  summary: "`InvalidPaginationTokenException` for a request with a token",
  takes: {},
  apply: (_, { token, work, refuse }) =>
    token === undefined ? work() : refuse(refused("InvalidPaginationTokenException", "Invalid Pagination Token")),
});
