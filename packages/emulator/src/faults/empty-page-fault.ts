import { faultKind, type FaultKind } from "./fault-kind.js";

/** A page without items. Its token leads to the items that would have been on it. */
export interface EmptyPageFault {
  readonly type: "empty-page";
}

export const emptyPageFault: FaultKind<EmptyPageFault> = faultKind({
  type: "empty-page",
  summary: "a page without items; its token leads to the items that would have been on it",
  takes: {},
  apply: (_, { work }) => work({ size: 0 }),
});
