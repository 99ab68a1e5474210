import { faultKind, type FaultKind } from "./fault-kind.js";
import { withOutput } from "./with-output.js";

/** The answer repeats the token of the request. A request without a token is answered as usual. */
export interface RepeatedTokenFault {
  readonly type: "repeated-token";
}

export const repeatedTokenFault: FaultKind<RepeatedTokenFault> = faultKind({
  type: "repeated-token",
  summary: "the answer with the token of the request as its own token",
  takes: {},
  apply: (_, { token, work }) =>
    withOutput(work(), (output) => (token === undefined ? output : { ...output, NextToken: token })),
});
