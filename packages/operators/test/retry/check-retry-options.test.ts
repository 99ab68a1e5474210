import { describe, expect, test } from "vitest";
import { checkRetryOptions } from "../../src/retry/check-retry-options.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import type { RetryThrottledOptions } from "../../src/retry/retry-throttled-options.js";

/** Options as JavaScript, or a file, might pass them. */
const untyped = (options: object): RetryThrottledOptions => options;

describe("options that cannot work", () => {
  test.each<[object, string]>([
    [{ maxAttempts: 0 }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not 0"],
    [{ maxAttempts: -1 }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not -1"],
    [{ maxAttempts: 2.5 }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not 2.5"],
    [
      { maxAttempts: Number.NaN },
      "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not NaN",
    ],
    [{ maxAttempts: "3" }, 'retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not "3"'],
    [{ maxAttempts: null }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not null"],
    [{ maxElapsed: -1 }, "retryThrottled: maxElapsed must be milliseconds, 0 or more, not -1"],
    [{ maxElapsed: Number.NaN }, "retryThrottled: maxElapsed must be milliseconds, 0 or more, not NaN"],
    [{ maxElapsed: "1s" }, 'retryThrottled: maxElapsed must be milliseconds, 0 or more, not "1s"'],
    [{ maxElapsed: "1000" }, 'retryThrottled: maxElapsed must be milliseconds, 0 or more, not "1000"'],
    [{ maxElapsed: null }, "retryThrottled: maxElapsed must be milliseconds, 0 or more, not null"],
  ])("are a RangeError at once: %o", (options, message) => {
    expect(() => checkRetryOptions(untyped(options))).toThrow(new RangeError(message));
    expect(() => retryThrottled(untyped(options))).toThrow(new RangeError(message));
  });

  test.each(["isRetryable", "onRetry", "random"])("are a TypeError at once: %s that is no function", (name) => {
    const message = `retryThrottled: ${name} must be a function, not number`;
    expect(() => checkRetryOptions(untyped({ [name]: 1 }))).toThrow(new TypeError(message));
  });
});

test.each<[RetryThrottledOptions]>([
  [{}],
  [{ maxAttempts: 1 }],
  [{ maxAttempts: Infinity, maxElapsed: Infinity }],
  [{ maxElapsed: 0 }],
  [{ maxAttempts: undefined, maxElapsed: undefined, isRetryable: undefined, onRetry: undefined, random: undefined }],
])("accepts %o", (options) => {
  expect(() => checkRetryOptions(options)).not.toThrow();
});
