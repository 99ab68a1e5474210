import { faultKind, type FaultKind } from "./fault-kind.js";
import { optional, textOrNull } from "./taking.js";
import { withOutput } from "./with-output.js";

/** The answer with this `NextToken`. */
export interface TokenFault {
  readonly type: "token";
  /** `undefined` or `null` leaves the token out. `""` is possible: the service has answered with it. */
  readonly value: string | null | undefined;
}

export const tokenFault: FaultKind<TokenFault> = faultKind({
  type: "token",
  summary:
    'the answer with `value` as its `NextToken`, which may be `""`; with `null` or without `value`, there is no token',
  takes: { value: optional(textOrNull) },
  apply: ({ value }, { work }) => withOutput(work(), (output) => ({ ...output, NextToken: value ?? undefined })),
});
