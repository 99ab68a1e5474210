import { faultKind, type FaultKind } from "./fault-kind.js";

/** The answer keeps its length, but characters in the middle of its JSON make it invalid. */
export interface GarbleFault {
  readonly type: "garble";
}

export const garbleFault: FaultKind<GarbleFault> = faultKind({
  type: "garble",
  summary: "the answer in its full length, with characters in its JSON that make it invalid",
  takes: {},
  apply: (_, { work }) => {
    const answer = work();
    return { ...answer, body: garbled(answer.body) };
  },
});

/** As if some of the bytes had come from elsewhere. */
function garbled(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  copy.write("\u0001}{\u0002", Math.max(0, Math.floor(copy.length / 2) - 2));
  return copy;
}
