import { faultKind, type FaultKind } from "./fault-kind.js";
import { optional, textOrNull } from "./taking.js";
import { withOutput } from "./with-output.js";

/** The answer with this `NextToken`. */
export interface TokenFault {
  readonly type: "token";
  /** With none, if `undefined` or `null`. `""` is a token that the service has given. */
  readonly value: string | null | undefined;
}

export const tokenFault: FaultKind<TokenFault> = faultKind({
  type: "token",
  summary: 'the answer with this `NextToken`, `""` too, or with none for `null`',
  takes: { value: optional(textOrNull) },
  apply: ({ value }, { work }) => withOutput(work(), (output) => ({ ...output, NextToken: value ?? undefined })),
});
