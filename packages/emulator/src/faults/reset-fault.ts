import { faultKind, type FaultKind } from "./fault-kind.js";
import { optional, wordOf } from "./taking.js";

/**
 * The connection is reset: before any byte of the answer, in the middle of its body, or after it is sent.
 * In the last two cases, the operation is carried out.
 */
export interface ResetFault {
  readonly type: "reset";
  /** Before the answer, in the middle of its body, or after it is sent. @defaultValue `"before"` */
  readonly when?: "before" | "middle" | "after" | undefined;
}

export const resetFault: FaultKind<ResetFault> = faultKind({
  type: "reset",
  summary: "a connection that is reset before the answer (the default), in the middle of its body, or after it is sent",
  takes: { when: optional(wordOf(["before", "middle", "after"])) },
  apply: ({ when = "before" }, { work }) => (when === "before" ? "reset" : { ...work(), reset: when }),
});
