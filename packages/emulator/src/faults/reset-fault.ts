import { faultKind, type FaultKind } from "./fault-kind.js";
import { optional, wordOf } from "./taking.js";

/**
 * The connection is reset: before any byte of an answer, in the middle of its body, or after it is sent.
 * What was asked for is done in the last two cases.
 */
export interface ResetFault {
  readonly type: "reset";
  /** @defaultValue `"before"` */
  readonly when?: "before" | "middle" | "after" | undefined;
}

export const resetFault: FaultKind<ResetFault> = faultKind({
  type: "reset",
  summary: "a connection reset before the answer, in the middle of its body, or after it is sent",
  takes: { when: optional(wordOf(["before", "middle", "after"])) },
  apply: ({ when = "before" }, { work }) => (when === "before" ? "reset" : { ...work(), reset: when }),
});
