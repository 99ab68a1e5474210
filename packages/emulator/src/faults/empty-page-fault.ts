import { faultKind, type FaultKind } from "./fault-kind.js";

/** A page without items whose token leads on to what would have been on it. */
export interface EmptyPageFault {
  readonly type: "empty-page";
}

export const emptyPageFault: FaultKind<EmptyPageFault> = faultKind({
  type: "empty-page",
  summary: "a page without items whose token leads on to what would have been on it",
  takes: {},
  apply: (_, { work }) => work({ size: 0 }),
});
