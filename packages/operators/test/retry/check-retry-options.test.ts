import { queueScheduler } from "rxjs";
import { describe, expect, test } from "vitest";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { pacedByQuota } from "../../src/pace/paced-by-quota.js";
import { paced } from "../../src/pace/paced.js";
import { checkRetryOptions } from "../../src/retry/check-retry-options.js";
import { retryBudget } from "../../src/retry/retry-budget.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import type { RetryThrottledOptions } from "../../src/retry/retry-throttled-options.js";

/** Options as JavaScript, or a file, might pass them. */
const untyped = (options: unknown): RetryThrottledOptions => options as RetryThrottledOptions;

describe("options that cannot work", () => {
  test("are a TypeError at once: a kind of failures that there is not", () => {
    const options = untyped({ maxAttempts: { throttles: 9 } });
    expect(() => retryThrottled(options)).toThrow(
      new TypeError('retryThrottled: maxAttempts has "throttles"; it takes a number, or throttled and transient'),
    );
  });

  test.each<[object, string]>([
    [{ maxAttempts: 0 }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not 0"],
    [{ maxAttempts: -1 }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not -1"],
    [{ maxAttempts: 2.5 }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not 2.5"],
    [
      { maxAttempts: Number.NaN },
      "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not NaN",
    ],
    [{ maxAttempts: "3" }, 'retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not "3"'],
    [{ maxAttempts: [] }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not an array"],
    [{ maxAttempts: null }, "retryThrottled: maxAttempts must be a whole number, 1 or more, or Infinity, not null"],
    [
      { maxAttempts: { transient: 0 } },
      "retryThrottled: maxAttempts.transient must be a whole number, 1 or more, or Infinity, not 0",
    ],
    [
      { maxAttempts: { throttled: "9" } },
      'retryThrottled: maxAttempts.throttled must be a whole number, 1 or more, or Infinity, not "9"',
    ],
    [{ maxElapsed: -1 }, "retryThrottled: maxElapsed must be milliseconds, 0 or more, not -1"],
    [{ maxElapsed: Number.NaN }, "retryThrottled: maxElapsed must be milliseconds, 0 or more, not NaN"],
    [{ maxElapsed: "1s" }, 'retryThrottled: maxElapsed must be milliseconds, 0 or more, not "1s"'],
    [{ maxElapsed: "1000" }, 'retryThrottled: maxElapsed must be milliseconds, 0 or more, not "1000"'],
    [{ maxElapsed: null }, "retryThrottled: maxElapsed must be milliseconds, 0 or more, not null"],
  ])("are a RangeError at once: %o", (options, message) => {
    expect(() => checkRetryOptions(untyped(options))).toThrow(new RangeError(message));
    expect(() => retryThrottled(untyped(options))).toThrow(new RangeError(message));
  });

  test.each<[unknown, string]>([
    ...["isRetryable", "onRetry", "random"].map((name): [unknown, string] => [
      { [name]: 1 },
      `${name} must be a function, not 1`,
    ]),
    [
      { budget: {} },
      "budget must be a retry budget, such as retryBudget(), with tryTake() and refund(), not an object with no members",
    ],
    [
      { limiter: {} },
      "limiter must be the limiter that rateLimit has, such as adaptiveLimiter(), with throttled(), " +
        "not an object with no members",
    ],
    [
      { scheduler: {} },
      "scheduler must be a scheduler of rxjs, such as asyncScheduler, with now() and schedule(), " +
        "not an object with no members",
    ],
    [
      { scheduler: "async" },
      'scheduler must be a scheduler of rxjs, such as asyncScheduler, with now() and schedule(), not "async"',
    ],
    [null, "the options must be an object, not null"],
    [8, "the options must be an object, not 8"],
    [[8], "the options must be an object, not an array"],
  ])("are a TypeError at once: %j", (options, message) => {
    expect(() => checkRetryOptions(untyped(options))).toThrow(new TypeError(`retryThrottled: ${message}`));
    expect(() => retryThrottled(untyped(options))).toThrow(new TypeError(`retryThrottled: ${message}`));
  });

  test("are refused in the name of whoever was given them", () => {
    const limiter = tokenBucket({ ratePerSecond: 5 });
    expect(() => paced(limiter, untyped({ maxAttempts: 0 }))).toThrow(/^paced: maxAttempts must be/);
    expect(() => paced(limiter, untyped(null))).toThrow(/^paced: the options must be/);
    const place = { account: "111122223333", region: "eu-west-1" };
    expect(() => pacedByQuota(place, untyped({ budget: {} }))).toThrow(/^pacedByQuota: budget must be/);
  });
});

test.each<[RetryThrottledOptions]>([
  [{}],
  [{ maxAttempts: 1 }],
  [{ maxAttempts: Infinity, maxElapsed: Infinity }],
  [{ maxElapsed: 0 }],
  [{ maxAttempts: undefined, maxElapsed: undefined, isRetryable: undefined, onRetry: undefined, random: undefined }],
  [{ budget: undefined, limiter: undefined, scheduler: undefined }],
  [{ budget: retryBudget(), limiter: tokenBucket({ ratePerSecond: 5 }), scheduler: queueScheduler }],
])("accepts %o", (options) => {
  expect(() => checkRetryOptions(options)).not.toThrow();
});
