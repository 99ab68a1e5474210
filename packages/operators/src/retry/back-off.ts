import type { Failure } from "./classify-failure.js";
import { hintOf } from "./hint-of.js";

/**
 * Milliseconds before retry `i` (from 0): exponential, with full jitter, and longer if the service asks for it.
 *
 * @see `DefaultRetryBackoffStrategy` and `StandardRetryStrategy` of @smithy/core 3.41.
 */
export function backOff(i: number, failure: Failure, random: () => number = Math.random, now: number): number {
  const delay = Math.floor(random() * Math.min(BASE[failure.reason] * 2 ** i, LONGEST));
  const hint = hintOf(failure.response, now);
  return hint === undefined ? delay : Math.max(delay, Math.min(hint, delay + LONGEST_HINT));
}

const BASE = { throttled: 1_000, transient: 50 } as const;
const LONGEST = 20_000;
const LONGEST_HINT = 5_000;
