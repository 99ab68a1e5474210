import { refused } from "../wire/service-error.js";
import { tokenOf } from "../wire/token-of.js";
import { faultKind, type FaultKind } from "./fault-kind.js";

/** `InvalidPaginationTokenException` for a request with a token; a request without one is answered as usual. */
export interface ExpiredTokenFault {
  readonly type: "expired-token";
}

export const expiredTokenFault: FaultKind<ExpiredTokenFault> = faultKind({
  type: "expired-token",
  summary: "`InvalidPaginationTokenException` for a request with a token; any other request is answered as usual",
  takes: {},
  strikes: (input) => tokenOf(input) !== undefined,
  apply: (_, { token, work, refuse }) =>
    token === undefined ? work() : refuse(refused("InvalidPaginationTokenException", "Invalid Pagination Token")),
});
