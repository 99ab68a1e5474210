import { faultKind, type FaultKind } from "./fault-kind.js";
import { count } from "./taking.js";

/** A page of at most `size` items, even if the request asks for more. It has a token if there are more items. */
export interface ShortPageFault {
  readonly type: "short-page";
  /** The most items that the page may have. */
  readonly size: number;
}

export const shortPageFault: FaultKind<ShortPageFault> = faultKind({
  type: "short-page",
  summary: "a page of at most `size` items, with a token if there are more items",
  takes: { size: count },
  apply: ({ size }, { work }) => work({ size }),
});
