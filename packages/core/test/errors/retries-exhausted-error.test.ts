import { expect, test, vi } from "vitest";
import { isRetriesExhaustedError, RetriesExhaustedError } from "../../src/errors/retries-exhausted-error.js";

const cause = Object.assign(new Error("Rate exceeded"), { name: "ThrottlingException" });
const fields = { attempts: 5, elapsed: 31_000, reason: "throttled", limit: "maxAttempts", cause } as const;

test("carries what was tried, and its cause untouched", () => {
  const error = new RetriesExhaustedError(fields);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    _tag: "RetriesExhaustedError",
    name: "RetriesExhaustedError",
    attempts: 5,
    elapsed: 31_000,
    reason: "throttled",
    limit: "maxAttempts",
  });
  expect(error.cause).toBe(cause);
});

const last = "(last: ThrottlingException: Rate exceeded)";

test.each<[Partial<ConstructorParameters<typeof RetriesExhaustedError>[0]>, string]>([
  [{}, `throttled 5 times in 31 s ${last}; raise maxAttempts or share a rate limit`],
  [{ attempts: 1, elapsed: 0 }, `throttled once in 0 ms ${last}; raise maxAttempts or share a rate limit`],
  [{ elapsed: 999.4 }, `throttled 5 times in 999 ms ${last}; raise maxAttempts or share a rate limit`],
  [{ elapsed: 1_000 }, `throttled 5 times in 1.0 s ${last}; raise maxAttempts or share a rate limit`],
  [{ elapsed: 9_900 }, `throttled 5 times in 9.9 s ${last}; raise maxAttempts or share a rate limit`],
  [{ elapsed: 10_000 }, `throttled 5 times in 10 s ${last}; raise maxAttempts or share a rate limit`],
  [
    { others: 1 },
    `throttled 4 times and refused by a transient fault once in 31 s ${last}; raise maxAttempts or share a rate limit`,
  ],
  [
    { reason: "transient", others: 3 },
    `refused by a transient fault 2 times and throttled 3 times in 31 s ${last}; ` +
      "the fault has lasted: carry on later, or raise maxAttempts",
  ],
  [{ limit: "maxElapsed" }, `throttled 5 times in 31 s ${last}; raise maxElapsed or share a rate limit`],
  [
    { limit: "budget", reason: "transient" },
    `refused by a transient fault 5 times in 31 s ${last}; ` +
      "the shared retry budget is spent: too much is failing at once",
  ],
  [
    { isPaced: true },
    `throttled 5 times in 31 s ${last}; ` +
      "the quota was spent by others, or is below the limiter's rate: see who spends it, or raise maxAttempts.throttled",
  ],
  [
    { isPaced: true, isOneLimit: true },
    `throttled 5 times in 31 s ${last}; ` +
      "the quota was spent by others, or is below the limiter's rate: see who spends it, or raise maxAttempts",
  ],
  [
    { reason: "transient", isPaced: true, limit: "maxElapsed" },
    `refused by a transient fault 5 times in 31 s ${last}; the fault has lasted: carry on later, or raise maxElapsed`,
  ],
  [{ cause: "boom" }, 'throttled 5 times in 31 s (last: "boom"); raise maxAttempts or share a rate limit'],
  [{ cause: Object.create(null) }, "throttled 5 times in 31 s (last: {}); raise maxAttempts or share a rate limit"],
])("says how often, how long, why, and what to do: %o", (change, message) => {
  expect(new RetriesExhaustedError({ ...fields, ...change }).message).toBe(message);
});

test("is known by its guard", () => {
  expect(isRetriesExhaustedError(new RetriesExhaustedError(fields))).toBe(true);
  for (const other of [
    Object.assign(new Error("tagged"), { _tag: "Other" }),
    cause,
    { ...fields, _tag: "RetriesExhaustedError" },
    null,
  ]) {
    expect(isRetriesExhaustedError(other)).toBe(false);
  }
});

test("is known by its guard from another copy of the package too", async () => {
  vi.resetModules();
  const copy = await import("../../src/errors/retries-exhausted-error.js");
  const foreign = new copy.RetriesExhaustedError(fields);
  expect(foreign).not.toBeInstanceOf(RetriesExhaustedError);
  expect(isRetriesExhaustedError(foreign)).toBe(true);
});
