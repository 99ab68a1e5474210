import { faultKind, type FaultKind } from "./fault-kind.js";

/** The answer's JSON is cut in the middle, with a `Content-Length` that says so: a whole answer that does not parse. */
export interface TruncateFault {
  readonly type: "truncate";
}

export const truncateFault: FaultKind<TruncateFault> = faultKind({
  type: "truncate",
  summary: "JSON cut in the middle, with a `Content-Length` that fits",
  takes: {},
  apply: (_, { work }) => {
    const answer = work();
    return { ...answer, body: answer.body.subarray(0, Math.ceil(answer.body.length / 2)) };
  },
});
