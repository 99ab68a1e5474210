import type { JsonObject } from "../wire/json-object.js";
import { faultKind, type FaultKind } from "./fault-kind.js";
import { count } from "./taking.js";
import { withOutput } from "./with-output.js";

/** The answers' tokens are those of the first requests that met this fault, over and over: A, B, A, B. */
export interface CyclingTokensFault {
  readonly type: "cycling-tokens";
  /** How many there are. */
  readonly length: number;
}

export const cyclingTokensFault: FaultKind<CyclingTokensFault> = faultKind({
  type: "cycling-tokens",
  summary: "the tokens of the first `length` answers, over and over",
  takes: { length: count },
  apply: ({ length }, { given, work }) => withOutput(work(), (output) => withCycledToken(output, given, length)),
});

function withCycledToken(output: JsonObject, given: string[], length: number): JsonObject {
  const { NextToken: token } = output;
  if (given.length < length && typeof token === "string") {
    given.push(token);
    return output;
  }
  // The cycle goes round by what is handed out next, which is first in the list.
  const next = given.shift();
  if (next === undefined) {
    return output;
  }
  given.push(next);
  return { ...output, NextToken: next };
}
