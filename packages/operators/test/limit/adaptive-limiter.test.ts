import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adaptiveLimiter } from "../../src/limit/adaptive-limiter.js";
import type { Permit } from "../../src/limit/limiter.js";
import { throttling } from "../retry/support/failures.js";
import { JumpyScheduler } from "./support/jumpy-scheduler.js";
import { type Setup, simulate } from "./support/simulate.js";
import { waitFor } from "./support/waiting.js";

const adaptive = (setup: Setup) => simulate(setup, (scheduler) => adaptiveLimiter({ scheduler }));

/** Permits as far as the limiter gives them without waiting. */
function takeAll(limiter: ReturnType<typeof adaptiveLimiter>): Permit[] {
  const permits: Permit[] = [];
  for (;;) {
    const { subscription, permit } = waitFor(limiter, "");
    const granted = permit();
    if (granted === undefined) {
      subscription.unsubscribe();
      return permits;
    }
    permits.push(granted);
  }
}

/** Requests in each stretch of so many milliseconds. */
function perStretch(times: readonly number[], from: number, to: number): number {
  return times.filter((at) => at >= from && at < to).length;
}

describe("under an unknown quota", () => {
  const quotas: readonly (Setup & { readonly name: string })[] = (
    [
      [5, 5, 50, 40, 3],
      [5, 5, 200, 40, 3],
      [5, 10, 20, 40, 3],
      [5, 3, 100, 40, 3],
      [5, 2, 50, 40, 3],
      [2, 2, 50, 40, 3],
      [10, 20, 100, 40, 5],
      [20, 20, 50, 40, 3],
      [25, 25, 200, 40, 10],
      [50, 50, 50, 40, 10],
      [100, 100, 50, 40, 30],
    ] as const
  ).flatMap(([rate, burst, latency, targets, pages]) =>
    [0, 0.2, 0.5].map((jitter) => {
      const name = `${rate}/s, holds ${burst}, ${latency} ms +- ${jitter * 100} %, ${targets} walks of ${pages}`;
      return { name, rate, burst, latency, jitter, targets, pages };
    }),
  );

  test.each(quotas)("takes no more than 1.05 of the ideal time, loses none, wastes 8 % at most: $name", (quota) => {
    const { timeRatio, wasted, failed, doneAt } = adaptive(quota);
    expect(failed).toBe(0);
    expect(doneAt).toHaveLength(quota.targets);
    expect(timeRatio).toBeLessThanOrEqual(1.05);
    expect(wasted).toBeLessThanOrEqual(0.08);
  });

  // A bucket of one forgives nothing: two requests that come a little too close are a throttle, and a pause is lost.
  test.each<[Setup, number, number]>([
    [{ rate: 5, burst: 1, latency: 50, targets: 40, pages: 3 }, 1.05, 0.08],
    [{ rate: 5, burst: 1, latency: 20, targets: 40, pages: 10 }, 1.05, 0.08],
    [{ rate: 2, burst: 1, latency: 50, targets: 40, pages: 3 }, 1.05, 0.08],
    [{ rate: 1, burst: 1, latency: 100, targets: 40, pages: 3 }, 1.05, 0.08],
    [{ rate: 10, burst: 1, latency: 50, targets: 40, pages: 3 }, 1.1, 0.08],
    [{ rate: 5, burst: 1, latency: 200, targets: 40, pages: 3 }, 1.15, 0.08],
    [{ rate: 5, burst: 1, latency: 50, jitter: 0.5, targets: 40, pages: 3 }, 1.15, 0.1],
    [{ rate: 5, burst: 1, latency: 200, jitter: 0.5, targets: 40, pages: 3 }, 1.5, 0.1],
  ])("that lets no two requests through at once: %o", (quota, time, waste) => {
    const { timeRatio, wasted, failed } = adaptive(quota);
    expect(failed).toBe(0);
    expect(timeRatio).toBeLessThanOrEqual(time);
    expect(wasted).toBeLessThanOrEqual(waste);
  });

  test("loses no request and serves every walk, whatever the quota", () => {
    fc.assert(
      fc.property(
        fc.record({
          rate: fc.double({ min: 0.2, max: 200, noNaN: true }),
          burst: fc.integer({ min: 1, max: 100 }),
          latency: fc.integer({ min: 0, max: 2_000 }),
          jitter: fc.double({ min: 0, max: 1, noNaN: true }),
          targets: fc.integer({ min: 1, max: 20 }),
          pages: fc.integer({ min: 1, max: 5 }),
        }),
        (quota) => {
          const { failed, doneAt } = adaptive(quota);
          expect(failed).toBe(0);
          expect(doneAt).toHaveLength(quota.targets);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("goes as fast as one in flight where nothing is throttled and one walks", () => {
    const { timeRatio, wasted } = adaptive({ rate: 1_000, burst: 1_000, latency: 100, targets: 1, pages: 50 });
    expect(timeRatio).toBe(1);
    expect(wasted).toBe(0);
  });

  test("finds more room when the quota is raised", () => {
    const { sentAt, throttledAt } = adaptive({
      rate: 5,
      burst: 5,
      latency: 50,
      targets: 40,
      pages: 50,
      change: { at: 30_000, rate: 20 },
    });
    expect(perStretch(sentAt, 20_000, 30_000)).toBeLessThan(56);
    expect(perStretch(sentAt, 70_000, 80_000)).toBeGreaterThan(120);
    expect(perStretch(sentAt, 120_000, 130_000)).toBeGreaterThan(160);
    expect(perStretch(throttledAt, 30_000, 130_000)).toBeLessThan(25);
  });

  test("slows when the quota is lowered, within a few throttles", () => {
    const lowered = { at: 20_000, rate: 4 };
    const { sentAt, throttledAt } = adaptive({
      rate: 20,
      burst: 20,
      latency: 50,
      targets: 40,
      pages: 20,
      change: lowered,
    });
    expect(perStretch(throttledAt, 20_000, 30_000)).toBeLessThan(20);
    expect(perStretch(sentAt, 30_000, 40_000)).toBeLessThan(45);
    expect(perStretch(throttledAt, 30_000, 60_000)).toBeLessThan(8);
  });
});

/** When the next permit is given after a collision that hit so many requests, in ms. */
function paceAfter(throttled: number): number {
  const scheduler = new JumpyScheduler();
  const limiter = adaptiveLimiter({ initialInFlight: 60, scheduler });
  const permits = takeAll(limiter);
  scheduler.advance(100);
  for (const permit of permits.splice(0, 10)) {
    permit.settle({ type: "succeeded" });
  }
  for (const permit of permits.splice(0, throttled)) {
    permit.settle({ type: "throttled", error: throttling() });
  }
  for (const permit of permits) {
    permit.settle({ type: "cancelled" });
  }
  let at: number | undefined;
  limiter.permit().subscribe(() => (at = scheduler.now()));
  scheduler.flush();
  return at ?? Number.NaN;
}

/** When the next permit is given after a throttle that a permit told of, and then `tell`. */
function sentAfter(tell: (limiter: ReturnType<typeof adaptiveLimiter>, error: unknown) => void): number {
  const scheduler = new JumpyScheduler();
  const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler });
  const [first] = takeAll(limiter);
  scheduler.advance(100);
  const error = throttling();
  first?.settle({ type: "throttled", error });
  tell(limiter, error);
  let at = 0;
  limiter.permit().subscribe(() => (at = scheduler.now()));
  scheduler.flush();
  return at;
}

/** A limiter that knows its pace, with nobody waiting; `pace` is the time from one permit to the next. */
function pacedLimiter() {
  const scheduler = new JumpyScheduler();
  const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler });
  const settleNext = (outcome: Parameters<Permit["settle"]>[0]): void => {
    const { permit } = waitFor(limiter, "");
    while (permit() === undefined) {
      scheduler.advance(1);
    }
    permit()?.settle(outcome);
  };
  settleNext({ type: "succeeded" });
  scheduler.advance(1_000);
  settleNext({ type: "throttled", error: throttling() });
  settleNext({ type: "succeeded" });
  scheduler.advance(10_000);
  const pace = (): number => {
    const at: number[] = [];
    for (let i = 0; i < 2; i += 1) {
      limiter.permit().subscribe((permit) => {
        at.push(scheduler.now());
        permit.settle({ type: "cancelled" });
      });
    }
    while (at.length < 2) {
      scheduler.advance(1);
    }
    scheduler.advance(10_000);
    return (at[1] ?? 0) - (at[0] ?? 0);
  };
  return { scheduler, limiter, pace };
}

describe("adaptiveLimiter", () => {
  test("begins with two requests in flight, or as many as asked for, and one more as answers come", () => {
    expect(takeAll(adaptiveLimiter())).toHaveLength(2);
    const limiter = adaptiveLimiter({ initialInFlight: 3 });
    const permits = takeAll(limiter);
    expect(permits).toHaveLength(3);
    for (let answers = 0; answers < 7; answers += 1) {
      permits.shift()?.settle({ type: "succeeded" });
      permits.push(...takeAll(limiter));
    }
    expect(permits).toHaveLength(4);
  });

  test("gives the place of a request that failed or was cancelled to the next, once", () => {
    const limiter = adaptiveLimiter({ initialInFlight: 1 });
    const served: string[] = [];
    const [a] = [waitFor(limiter, "a", served), waitFor(limiter, "b", served), waitFor(limiter, "c", served)];
    a?.permit()?.settle({ type: "cancelled" });
    a?.permit()?.settle({ type: "failed" });
    expect(served).toEqual(["a", "b"]);
  });

  test.each([1, 2, 10, 50])("slows once for a collision, whether it hits 1 request or %d", (hits) => {
    expect(paceAfter(hits)).toBe(paceAfter(1));
    expect(paceAfter(hits)).toBeGreaterThan(100);
  });

  test("takes the throttle that a permit and retryThrottled both tell of for one", () => {
    expect(sentAfter((limiter, error) => limiter.throttled(error))).toBe(sentAfter(() => undefined));
    // One that no permit told of, it believes.
    expect(sentAfter((limiter) => limiter.throttled(throttling()))).toBeGreaterThan(sentAfter(() => undefined));
  });

  test.each(["slow down", null, undefined])("takes a throttle for one whatever it is told by: %s", (error) => {
    const told = sentAfter((limiter) => limiter.throttled(error));
    expect(told).toBe(sentAfter((limiter) => limiter.throttled(throttling())));
    const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler: new JumpyScheduler() });
    const [permit] = takeAll(limiter);
    expect(() => permit?.settle({ type: "throttled", error })).not.toThrow();
  });

  test("slows down for throttles that no permit told of, once it has a pace too", () => {
    const { scheduler, limiter, pace } = pacedLimiter();
    const before = pace();
    limiter.throttled(throttling());
    scheduler.advance(60_000);
    expect(pace()).toBeGreaterThan(before);
  });

  test("learns nothing of its pace from requests that come more slowly", () => {
    const { scheduler, limiter, pace } = pacedLimiter();
    const before = pace();
    for (let i = 0; i < 500; i += 1) {
      scheduler.advance(10_000);
      waitFor(limiter, "slow").permit()?.settle({ type: "succeeded" });
    }
    scheduler.advance(10_000);
    expect(pace()).toBe(before);
  });

  test("asks for one thing at a time while it looks for the pace, and not before the last one is answered", () => {
    const scheduler = new JumpyScheduler();
    const limiter = adaptiveLimiter({ initialInFlight: 5, minRatePerSecond: 0.001, scheduler });
    const permits = takeAll(limiter);
    scheduler.advance(100);
    for (const permit of permits) {
      permit.settle({ type: "throttled", error: throttling() });
    }
    const served: string[] = [];
    const [first] = ["a", "b", "c"].map((name) => waitFor(limiter, name, served));
    scheduler.advance(10_000);
    expect(served).toEqual(["a"]);
    first?.permit()?.settle({ type: "succeeded" });
    scheduler.advance(10_000);
    expect(served).toEqual(["a", "b", "c"]);
  });

  test("sets one timer for the next permit, at its time", () => {
    const { scheduler, limiter, pace } = pacedLimiter();
    const interval = pace();
    let timers = 0;
    const schedule = scheduler.schedule.bind(scheduler);
    scheduler.schedule = (...args) => {
      timers += 1;
      return schedule(...args);
    };
    for (let i = 0; i < 3; i += 1) {
      waitFor(limiter, String(i));
    }
    scheduler.advance(interval + 5);
    // One for each who came or was served while somebody waited.
    expect(timers).toBeLessThanOrEqual(4);
  });

  test("takes who does not say that it returns for one who comes", () => {
    const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler: new JumpyScheduler() });
    const served: string[] = [];
    const a = waitFor(limiter, "a", served);
    waitFor(limiter, "b", served);
    limiter.permit().subscribe(() => served.push("c"));
    a.permit()?.settle({ type: "cancelled" });
    expect(served).toEqual(["a", "b"]);
  });

  test("takes constant stack however many who wait are answered at once", () => {
    const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler: new JumpyScheduler() });
    const blocker = waitFor(limiter, "blocker");
    let served = 0;
    for (let i = 0; i < 50_000; i += 1) {
      limiter.permit().subscribe((permit) => {
        served += 1;
        permit.settle({ type: "cancelled" });
      });
    }
    blocker.permit()?.settle({ type: "cancelled" });
    expect(served).toBe(50_000);
  });

  test("sends what was throttled before what was never sent", () => {
    const scheduler = new JumpyScheduler();
    const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler });
    const served: string[] = [];
    const a = waitFor(limiter, "a", served);
    waitFor(limiter, "b", served);
    scheduler.advance(10);
    a.permit()?.settle({ type: "throttled", error: throttling() });
    waitFor(limiter, "a again", served, true);
    scheduler.advance(100_000);
    expect(served.slice(0, 2)).toEqual(["a", "a again"]);
  });

  test("never starves: one permit each 2 s, though every request is throttled, or none is ever answered", () => {
    for (const answer of ["throttled", "never"]) {
      const scheduler = new JumpyScheduler();
      const limiter = adaptiveLimiter({ scheduler });
      let sent = 0;
      const send = (): void => {
        limiter.permit().subscribe((permit) => {
          sent += 1;
          if (answer === "throttled") {
            scheduler.schedule(() => permit.settle({ type: "throttled", error: throttling() }), 20);
          }
          if (sent < 1_000) {
            send();
          }
        });
      };
      send();
      scheduler.advance(20_000);
      const before = sent;
      scheduler.advance(100_000);
      expect(sent - before).toBeGreaterThanOrEqual(48);
      expect(sent - before).toBeLessThanOrEqual(51);
    }
  });

  test("leaves no timer behind once nobody waits", () => {
    const scheduler = new JumpyScheduler();
    const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler });
    const a = waitFor(limiter, "a");
    expect(scheduler.pending).toBe(0);
    const b = waitFor(limiter, "b");
    scheduler.advance(5);
    a.permit()?.settle({ type: "throttled", error: throttling() });
    expect(scheduler.pending).toBe(1);
    b.subscription.unsubscribe();
    expect(scheduler.pending).toBe(0);
  });

  test("gives each waiter its permit though the clock jumps, and soon", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 }), { minLength: 1, maxLength: 5 }),
        (jumps) => {
          const scheduler = new JumpyScheduler();
          const limiter = adaptiveLimiter({ scheduler });
          let answered = 0;
          // A service of 10/s that holds 5.
          let tokens = 5;
          let filledAt = 0;
          const send = (returning: boolean): void => {
            limiter.permit({ first: returning }).subscribe((permit) => {
              scheduler.schedule(() => {
                tokens = Math.min(5, tokens + (scheduler.frame - filledAt) / 100);
                filledAt = scheduler.frame;
                if (tokens >= 1) {
                  tokens -= 1;
                  answered += 1;
                  permit.settle({ type: "succeeded" });
                } else {
                  permit.settle({ type: "throttled", error: throttling() });
                  send(true);
                }
              }, 50);
            });
          };
          for (let i = 0; i < 100; i += 1) {
            send(false);
          }
          for (const jump of jumps) {
            scheduler.advance(1_000);
            scheduler.skew += jump;
          }
          scheduler.flush();
          expect(answered).toBe(100);
          // Ideally 9.5 s: what a jump made of the estimate has to be learned again.
          expect(scheduler.frame).toBeLessThan(60_000);
        },
      ),
    );
  });

  test.each([
    [{ initialInFlight: 0 }, "initialInFlight must be a whole number, 1 or more, not 0"],
    [{ initialInFlight: 1.5 }, "initialInFlight must be a whole number, 1 or more, not 1.5"],
    [{ minRatePerSecond: 0 }, "minRatePerSecond must be a positive number, not 0"],
    [{ minRatePerSecond: Number.NaN }, "minRatePerSecond must be a positive number, not NaN"],
  ])("refuses %o at once", (options, message) => {
    expect(() => adaptiveLimiter(options)).toThrow(new RangeError(`adaptiveLimiter: ${message}`));
  });
});
