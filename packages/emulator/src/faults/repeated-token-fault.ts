import { faultKind, type FaultKind } from "./fault-kind.js";
import { withOutput } from "./with-output.js";

/** The answer's token is the one that it was asked for with. */
export interface RepeatedTokenFault {
  readonly type: "repeated-token";
}

export const repeatedTokenFault: FaultKind<RepeatedTokenFault> = faultKind({
  type: "repeated-token",
  summary: "the answer with the token that it was asked for with",
  takes: {},
  apply: (_, { token, work }) =>
    withOutput(work(), (output) => (token === undefined ? output : { ...output, NextToken: token })),
});
