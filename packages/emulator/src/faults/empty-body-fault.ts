import { success } from "../wire/answering.js";
import { faultKind, type FaultKind } from "./fault-kind.js";

/** 200 with `{}`. */
export interface EmptyBodyFault {
  readonly type: "empty-body";
}

export const emptyBodyFault: FaultKind<EmptyBodyFault> = faultKind({
  type: "empty-body",
  summary: "200 with `{}`",
  takes: {},
  apply: () => success(Buffer.from("{}")),
});
