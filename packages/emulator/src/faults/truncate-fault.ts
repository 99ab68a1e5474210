import { faultKind, type FaultKind } from "./fault-kind.js";

/** The answer's JSON is cut in the middle. `Content-Length` fits the cut body: HTTP is fine, but the JSON does not parse. */
export interface TruncateFault {
  readonly type: "truncate";
}

export const truncateFault: FaultKind<TruncateFault> = faultKind({
  type: "truncate",
  summary: "the answer with its JSON cut in the middle; its `Content-Length` fits the part that is sent",
  takes: {},
  apply: (_, { work }) => {
    const answer = work();
    return { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) };
  },
});
