import { faultKind, type FaultKind } from "./fault-kind.js";
import { headerValue } from "./taking.js";

/** The answer with another `Content-Type`. */
export interface ContentTypeFault {
  readonly type: "content-type";
  /** The value of the `Content-Type` header. */
  readonly value: string;
}

export const contentTypeFault: FaultKind<ContentTypeFault> = faultKind({
  type: "content-type",
  summary: "the answer with `value` as its `Content-Type`",
  takes: { value: headerValue },
  apply: ({ value }, { work }) => {
    const answer = work();
    return { ...answer, headers: { ...answer.headers, "Content-Type": value } };
  },
});
