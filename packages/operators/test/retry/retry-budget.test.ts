import { RekognitionClient } from "@aws-sdk/client-rekognition";
import { isRetriesExhaustedError } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { type Observable, of, throwError, VirtualTimeScheduler } from "rxjs";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { FailureReason } from "../../src/retry/classify-failure.js";
import { retryBudget } from "../../src/retry/retry-budget.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import type { RetryThrottledOptions } from "../../src/retry/retry-throttled-options.js";
import { connectionReset, invalidParameter, throttling } from "./support/failures.js";
import { oneShot } from "./support/one-shot.js";
import { SdkBudget } from "./support/sdk-budget.js";

/** Runs the source through a retry in virtual time, to its end. */
function run(
  source: (scheduler: VirtualTimeScheduler) => Observable<unknown>,
  options: RetryThrottledOptions,
): unknown {
  const scheduler = new VirtualTimeScheduler();
  let outcome: unknown = "still running";
  source(scheduler)
    .pipe(retryThrottled({ scheduler, ...options }))
    .subscribe({ error: (error: unknown) => (outcome = error), complete: () => (outcome = "complete") });
  scheduler.flush();
  return outcome;
}

describe("a retry budget", () => {
  test.each<[string, unknown[], number]>([
    ["a request that succeeds at once gives 1 back", [], 101],
    ["a throttle costs 5, and success gives 5 back", [throttling()], 100],
    ["a transient fault costs 14, and success gives 14 back", [connectionReset()], 100],
    ["success gives back what the last retry took", [throttling(), connectionReset()], 95],
    ["success gives back what the last retry took, and no other", [connectionReset(), throttling()], 86],
    ["a request that is given up gives nothing back", [throttling(), throttling(), throttling()], 90],
    ["a failure that is not retried takes nothing", [invalidParameter()], 100],
  ])("keeps the SDK's account: %s", (_, failures, left) => {
    const budget = new SdkBudget();
    budget.capacity = 100;
    run((scheduler) => oneShot(failures, scheduler).request$, { budget });
    expect(budget.capacity).toBe(left);
  });

  test("that is spent ends the retries, and says so", () => {
    const budget = new SdkBudget(18);
    const error = run((scheduler) => oneShot(Array.from({ length: 9 }, connectionReset), scheduler).request$, {
      budget,
      maxAttempts: 9,
      random: () => 1,
    });
    expect(isRetriesExhaustedError(error)).toBe(true);
    expect(error).toMatchObject({
      attempts: 2,
      elapsed: 50,
      reason: "transient",
      limit: "budget",
      message:
        "refused by a transient fault 2 times in 50 ms (last: Error: read ECONNRESET); " +
        "the shared retry budget is spent: too much is failing at once",
    });
    expect(budget.capacity).toBe(4);
  });

  test("is one for all streams that share it", () => {
    const budget = new SdkBudget(12);
    const attempts = [1, 2, 3].map(() => {
      const scheduler = new VirtualTimeScheduler();
      const shot = oneShot([throttling(), throttling(), throttling()], scheduler);
      shot.request$.pipe(retryThrottled({ scheduler, budget })).subscribe({ error: () => undefined });
      scheduler.flush();
      return shot.attemptsAt.length;
    });
    expect(attempts).toEqual([3, 1, 1]);
  });

  test("is asked last: only a retry that will be made takes from it", () => {
    const taken: FailureReason[] = [];
    const budget = { tryTake: (reason: FailureReason) => taken.push(reason) > 0, refund: () => undefined };
    run((scheduler) => oneShot([throttling(), throttling(), throttling()], scheduler).request$, {
      budget,
      maxAttempts: 2,
    });
    run((scheduler) => oneShot([throttling()], scheduler).request$, { budget, maxElapsed: 999, random: () => 1 });
    expect(taken).toEqual(["throttled"]);
  });

  test("is given back once, however many values a request has", () => {
    const refunds: (FailureReason | undefined)[] = [];
    const budget = { tryTake: () => true, refund: (reason: FailureReason | undefined) => void refunds.push(reason) };
    run(() => of(1, 2, 3), { budget });
    run(() => of(), { budget });
    run(() => throwError(invalidParameter), { budget });
    expect(refunds).toEqual([undefined, undefined]);
  });

  test("that throws is an error of the stream", () => {
    const broken = new Error("no quota server");
    const fail = (): never => {
      throw broken;
    };
    const onTake = { tryTake: fail, refund: () => undefined };
    const onRefund = { tryTake: () => true, refund: fail };
    expect(run((scheduler) => oneShot([throttling()], scheduler).request$, { budget: onTake })).toBe(broken);
    expect(run((scheduler) => oneShot([throttling()], scheduler).request$, { budget: onRefund })).toBe(broken);
  });
});

describe("retryBudget", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("keeps the account that the SDK's own standard mode keeps, whatever fails and succeeds", async () => {
    // No back-off, so that the SDK does not wait.
    vi.spyOn(Math, "random").mockReturnValue(0);
    const reasons = fc.constantFrom<FailureReason>("throttled", "transient");
    const requests = fc.array(fc.record({ failures: fc.array(reasons, { maxLength: 4 }), succeeds: fc.boolean() }), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(requests, async (happening) => {
        const strategy = await new RekognitionClient({ region: "us-east-1", maxAttempts: 99 }).config.retryStrategy();
        if (!("acquireInitialRetryToken" in strategy)) {
          throw new Error("not the standard strategy any more");
        }
        const budget = retryBudget();
        for (const { failures, succeeds } of happening) {
          let token = await strategy.acquireInitialRetryToken("");
          let last: FailureReason | undefined;
          let refused = false;
          for (const reason of failures) {
            const errorType = reason === "throttled" ? "THROTTLING" : "TRANSIENT";
            const theirs = await strategy.refreshRetryTokenForRetry(token, { errorType }).catch(() => undefined);
            expect(budget.tryTake(reason)).toBe(theirs !== undefined);
            refused = theirs === undefined;
            if (theirs === undefined) {
              break;
            }
            token = theirs;
            last = reason;
          }
          if (succeeds && !refused) {
            strategy.recordSuccess(token);
            budget.refund(last);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test("holds, charges and gives back as asked", () => {
    const budget = retryBudget({ capacity: 10, throttledCost: 4, transientCost: 7 });
    expect([budget.tryTake("throttled"), budget.tryTake("transient"), budget.tryTake("throttled")]).toEqual([
      true,
      false,
      true,
    ]);
    expect(budget.tryTake("throttled")).toBe(false);
    budget.refund(undefined);
    budget.refund(undefined);
    expect(budget.tryTake("throttled")).toBe(true);
    budget.refund("transient");
    budget.refund("transient");
    // Never more than its capacity.
    expect([budget.tryTake("transient"), budget.tryTake("throttled")]).toEqual([true, false]);
  });

  test("keeps a region that is down from multiplying the traffic of the walks that share it", () => {
    const budget = retryBudget();
    let requests = 0;
    for (let walk = 0; walk < 1_000; walk += 1) {
      const scheduler = new VirtualTimeScheduler();
      const shot = oneShot(Array.from({ length: 10 }, connectionReset), scheduler);
      shot.request$.pipe(retryThrottled({ scheduler, budget, maxAttempts: 10 })).subscribe({ error: () => undefined });
      scheduler.flush();
      requests += shot.attemptsAt.length;
    }
    expect(requests).toBe(1_000 + Math.floor(500 / 14));
  });

  test.each([
    [{ capacity: 0 }, "capacity must be a positive number, not 0"],
    [{ throttledCost: -1 }, "throttledCost must be a positive number, not -1"],
    [{ transientCost: Number.NaN }, "transientCost must be a positive number, not NaN"],
    [{ capacity: 4 }, "capacity must be 5 or more, the cost of one retry, not 4: otherwise no request is ever retried"],
  ])("refuses %o at once", (options, message) => {
    expect(() => retryBudget(options)).toThrow(new RangeError(`retryBudget: ${message}`));
  });
});
