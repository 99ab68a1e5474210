import type { Failure } from "./classify-failure.js";

/**
 * Milliseconds before retry `i` (from 0): exponential, with full jitter, and longer if the service hints so.
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

/** Milliseconds that the service asks to wait. */
function hintOf(response: unknown, now: number): number | undefined {
  if (typeof response !== "object" || response === null || !("headers" in response)) {
    return undefined;
  }
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    const header = name.toLowerCase();
    const hint =
      header === "x-amz-retry-after" ? milliseconds(value) : header === "retry-after" ? afterOf(value, now) : undefined;
    if (hint !== undefined) {
      return hint;
    }
  }
  return undefined;
}

/** `retry-after`: seconds, or a date. */
function afterOf(value: unknown, now: number): number | undefined {
  const seconds = milliseconds(value);
  if (seconds !== undefined) {
    return seconds * 1_000;
  }
  const date = Date.parse(String(value));
  return Number.isNaN(date) ? undefined : date - now;
}

function milliseconds(value: unknown): number | undefined {
  const text = String(value).trim();
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}
