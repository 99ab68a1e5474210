import { isRetriesExhaustedError, type RetriesExhaustedError } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { defer, Observable, of, throwError } from "rxjs";
import { describe, expect, test } from "vitest";
import type { Limiter } from "../../src/limit/limiter.js";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { paced } from "../../src/pace/paced.js";
import { rateLimit } from "../../src/pace/rate-limit.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import type { RetryThrottledOptions } from "../../src/retry/retry-throttled-options.js";
import { even } from "../limit/support/even.js";
import { JumpyScheduler } from "../limit/support/jumpy-scheduler.js";
import { waitFor } from "../limit/support/waiting.js";
import { connectionReset, throttling } from "./support/failures.js";

const REQUEST = { operation: "DescribeProjects", token: undefined, index: 0 };
/** Gives every permit at once. */
const generous: Limiter = { permit: () => of({ settle: () => undefined }), throttled: () => undefined };

/** What a request ends with that fails as asked, and how often it was made. */
function ending(kinds: Iterable<"throttled" | "transient">, options: Pick<RetryThrottledOptions, "maxAttempts"> = {}) {
  const scheduler = new JumpyScheduler();
  const failures = [...kinds];
  let made = 0;
  let end: unknown;
  const page$ = defer(() => {
    const kind = failures[made];
    made += 1;
    return kind === undefined ? of("page") : throwError(kind === "throttled" ? throttling : connectionReset);
  });
  paced(generous, { ...options, scheduler })(page$, REQUEST).subscribe({
    next: (value) => (end = value),
    error: (error: unknown) => (end = error),
  });
  scheduler.flush();
  return { end, made };
}

test("a page that is given up says that a limiter paced it", () => {
  const { end } = ending(Array<"throttled">(30).fill("throttled"));
  expect(String(end)).toMatch(
    /^RetriesExhaustedError: throttled 30 times in .*; the quota was spent by others, or is below/,
  );
  const { end: other } = ending(["transient", "transient", "transient"]);
  expect(String(other)).toMatch(/the fault has lasted: carry on later, or raise maxAttempts\.transient$/);
  const { end: numbered } = ending(["transient", "transient"], { maxAttempts: 2 });
  expect(String(numbered)).toMatch(/the fault has lasted: carry on later, or raise maxAttempts$/);
});

describe("with a limiter", () => {
  const most = fc.option(
    fc.record(
      { throttled: fc.integer({ min: 1, max: 12 }), transient: fc.integer({ min: 1, max: 12 }) },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  );

  test("throttles and transient faults are counted apart, by default 30 and 3", () => {
    const kinds = fc.array(
      fc.constantFrom("throttled" as const, "throttled" as const, "throttled" as const, "transient" as const),
      {
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(kinds, most, (schedule, maxAttempts) => {
        const { end, made } = ending(schedule, { maxAttempts });
        const limits = { throttled: 30, transient: 3, ...maxAttempts };
        const counts = { throttled: 0, transient: 0 };
        const last = schedule.findIndex((kind) => {
          counts[kind] += 1;
          return counts[kind] === limits[kind];
        });
        expect(made).toBe(last < 0 ? schedule.length + 1 : last + 1);
        const given = isRetriesExhaustedError(end) ? [end.attempts, end.reason, end.limit] : end;
        expect(given).toEqual(last < 0 ? "page" : [last + 1, schedule[last], "maxAttempts"]);
      }),
    );
    expect(ending(Array<"throttled">(29).fill("throttled")).end).toBe("page");
    expect(ending(Array<"throttled">(30).fill("throttled")).made).toBe(30);
  });

  test("without one, an object counts them apart too, 3 and 3 where it does not say", () => {
    const scheduler = new JumpyScheduler();
    const failures = [throttling, connectionReset, throttling, connectionReset, connectionReset, connectionReset];
    let made = 0;
    const request$ = defer(() => throwError(failures[made++] ?? connectionReset));
    let end: unknown;
    const options = { scheduler, random: () => 0, maxAttempts: { transient: 4 } };
    request$.pipe(retryThrottled(options)).subscribe({ error: (error: unknown) => (end = error) });
    scheduler.flush();
    expect(made).toBe(6);
    expect(end).toMatchObject({ attempts: 6, reason: "transient", limit: "maxAttempts" });
    expect(String(end)).toContain("refused by a transient fault 4 times and throttled 2 times in ");
  });

  test.each([1, 2, 5, 50])("maxAttempts %d is all requests, whatever they failed of", (maxAttempts) => {
    const mixed = Array.from({ length: 60 }, (_, at) =>
      at % 2 === 0 ? ("throttled" as const) : ("transient" as const),
    );
    expect(ending(mixed, { maxAttempts }).made).toBe(maxAttempts);
  });
});

describe("maxElapsed with a limiter", () => {
  test("counts from the first permit, and not from when the request began to wait", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 1 / 10, scheduler, random: even });
    waitFor(limiter, "somebody before");
    const sentAt: number[] = [];
    let end: unknown;
    const page$ = defer(() => {
      sentAt.push(scheduler.now());
      return sentAt.length === 1 ? throwError(connectionReset) : of("page");
    });
    paced(limiter, { scheduler, maxElapsed: 15_000, random: () => 1 })(page$, REQUEST).subscribe(
      (value) => (end = value),
    );
    scheduler.flush();
    expect(sentAt).toEqual([10_000, 20_000]);
    expect(end).toBe("page");
  });

  test("ends a wait in the queue at the deadline, with the last failure, and leaves the queue", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 1 / 10, scheduler, random: even });
    const failure = connectionReset();
    let made = 0;
    let end: RetriesExhaustedError | undefined;
    let endedAt = 0;
    const page$ = defer(() => {
      made += 1;
      return throwError(() => failure);
    });
    paced(limiter, { scheduler, maxElapsed: 4_000, random: () => 1 })(page$, REQUEST).subscribe({
      error: (error: RetriesExhaustedError) => {
        end = error;
        endedAt = scheduler.now();
      },
    });
    const { permit } = waitFor(limiter, "somebody after");
    scheduler.flush();
    expect(made).toBe(1);
    expect(endedAt).toBe(4_000);
    expect(end).toMatchObject({
      attempts: 1,
      limit: "maxElapsed",
      reason: "transient",
      elapsed: 4_000,
      cause: failure,
    });
    expect(permit()).toBeDefined();
    expect(scheduler.pending).toBe(0);
  });

  test("lets an attempt that began in time run on", () => {
    const scheduler = new JumpyScheduler();
    let end: unknown;
    let made = 0;
    const page$ = new Observable<string>((subscriber) => {
      made += 1;
      const first = made === 1;
      subscriber.add(
        scheduler.schedule(() => (first ? subscriber.error(throttling()) : subscriber.next("late page")), 900),
      );
    });
    paced(generous, { scheduler, maxElapsed: 1_000 })(page$, REQUEST).subscribe((value) => (end = value));
    scheduler.flush();
    expect(end).toBe("late page");
    expect(scheduler.now()).toBe(1_800);
  });

  test("gives up neither for a clock that is set back, nor waits for it to catch up", () => {
    const scheduler = new JumpyScheduler();
    let made = 0;
    let end: unknown;
    const page$ = defer(() => {
      made += 1;
      scheduler.skew = -1_000_000;
      return throwError(throttling);
    });
    page$
      .pipe(retryThrottled({ scheduler, maxElapsed: 10_000, maxAttempts: Infinity, random: () => 1 }))
      .subscribe({ error: (error: unknown) => (end = error) });
    scheduler.flush();
    // Waits of 1, 2 and 4 s; one of 8 s would be too late.
    expect(made).toBe(4);
    expect(end).toMatchObject({ limit: "maxElapsed", elapsed: 7_000 });
  });

  test("is not stretched by a retry around another", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 1 / 10, scheduler, random: even });
    waitFor(limiter, "somebody before");
    const sentAt: number[] = [];
    const page$ = defer(() => {
      sentAt.push(scheduler.now());
      return throwError(connectionReset);
    });
    let end: unknown;
    page$
      .pipe(
        rateLimit(limiter),
        retryThrottled({ scheduler, limiter, maxAttempts: 1 }),
        retryThrottled({ scheduler, maxElapsed: 1_000 }),
      )
      .subscribe({ error: (error: unknown) => (end = error) });
    scheduler.flush();
    expect(sentAt).toEqual([10_000]);
    expect(isRetriesExhaustedError(end)).toBe(true);
  });
});
