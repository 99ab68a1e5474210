import { asGiven } from "../arguments/as-given.js";
import type { Failure } from "./classify-failure.js";
import { hintOf } from "./hint-of.js";

/**
 * Milliseconds before retry `i` (from 0): exponential, with full jitter, and longer if the service asks for it.
 *
 * @throws RangeError if the random number is none from 0 to 1.
 * @see `DefaultRetryBackoffStrategy` and `StandardRetryStrategy` of @smithy/core 3.41.
 */
export function backOff(i: number, failure: Failure, random: () => number = Math.random, now: number): number {
  const jitter = random();
  if (!(typeof jitter === "number" && jitter >= 0 && jitter <= 1)) {
    // With another number the retry would never come, or at once.
    throw new RangeError(`random must give a number from 0 to 1, not ${asGiven(jitter)}`);
  }
  const delay = Math.floor(jitter * Math.min(BASE[failure.reason] * 2 ** i, LONGEST));
  const hint = hintOf(failure.response, now);
  return hint === undefined ? delay : Math.max(delay, Math.min(hint, delay + LONGEST_HINT));
}

const BASE = { throttled: 1_000, transient: 50 } as const;
const LONGEST = 20_000;
const LONGEST_HINT = 5_000;
