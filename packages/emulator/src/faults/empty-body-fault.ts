import { success } from "../wire/answering.js";
import { faultKind, type FaultKind } from "./fault-kind.js";

/** 200 with `{}`. */
export interface EmptyBodyFault {
  readonly type: "empty-body";
}

export const emptyBodyFault: FaultKind<EmptyBodyFault> = faultKind({
  type: "empty-body",
  summary: "the status 200 with the body `{}`",
  takes: {},
  apply: () => success(Buffer.from("{}")),
});
