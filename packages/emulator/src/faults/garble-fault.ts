import { faultKind, type FaultKind } from "./fault-kind.js";

/** The answer's JSON has characters in it that make it none, in its full length. */
export interface GarbleFault {
  readonly type: "garble";
}

export const garbleFault: FaultKind<GarbleFault> = faultKind({
  type: "garble",
  summary: "JSON with characters in it that make it none, in its full length",
  takes: {},
  apply: (_, { work }) => {
    const answer = work();
    return { ...answer, body: garbled(answer.body) };
  },
});

/** As if a part of the bytes had come from elsewhere. */
function garbled(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  copy.write("\u0001}{\u0002", Math.max(0, Math.floor(copy.length / 2) - 2));
  return copy;
}
