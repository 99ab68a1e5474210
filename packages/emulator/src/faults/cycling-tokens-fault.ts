import type { JsonObject } from "../wire/json-object.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { count } from "./taking.js";
import { withOutput } from "./with-output.js";

/** The first `length` answers keep their tokens. Later answers repeat these tokens in turn: A, B, A, B. */
export interface CyclingTokensFault {
  readonly type: "cycling-tokens";
  /** How many tokens are in the cycle. */
  readonly length: number;
}

export const cyclingTokensFault: FaultKind<CyclingTokensFault> = faultKind({
  type: "cycling-tokens",
  summary: "the first `length` answers as they are, then answers that repeat the tokens of these in turn",
  takes: { length: count },
  apply: ({ length }, { given, work }) => withOutput(work(), (output) => withCycledToken(output, given, length)),
});

function withCycledToken(output: JsonObject, given: string[], length: number): JsonObject {
  const { NextToken: token } = output;
  if (given.length < length && typeof token === "string") {
    given.push(token);
    return output;
  }
  // The first in the list is given out next, and then goes to its end.
  const next = given.shift();
  if (next === undefined) {
    return output;
  }
  given.push(next);
  return { ...output, NextToken: next };
}
