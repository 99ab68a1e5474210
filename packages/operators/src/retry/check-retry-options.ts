import type { RetryThrottledOptions } from "./retry-throttled-options.js";

/**
 * Refuses, before anything is subscribed, options that could only fail later.
 *
 * @throws TypeError, RangeError that name the option, its value, and what it may be.
 */
export function checkRetryOptions(options: RetryThrottledOptions): void {
  const { maxAttempts, maxElapsed } = options;
  if (maxAttempts !== undefined && !(maxAttempts === Infinity || (Number.isInteger(maxAttempts) && maxAttempts >= 1))) {
    throw new RangeError(
      `retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not ${show(maxAttempts)}`,
    );
  }
  if (maxElapsed !== undefined && !(typeof maxElapsed === "number" && maxElapsed >= 0)) {
    throw new RangeError(`retryThrottled: maxElapsed must be milliseconds, 0 or more, not ${show(maxElapsed)}`);
  }
  for (const name of ["isRetryable", "onRetry", "random"] as const) {
    if (options[name] !== undefined && typeof options[name] !== "function") {
      throw new TypeError(`retryThrottled: ${name} must be a function, not ${typeof options[name]}`);
    }
  }
}

/** "3" is not 3, and has to look it. */
function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
