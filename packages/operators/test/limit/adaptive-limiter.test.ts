import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adaptiveLimiter } from "../../src/limit/adaptive-limiter.js";
import type { Permit } from "../../src/limit/limiter.js";
import { throttling } from "../retry/support/failures.js";
import { JumpyScheduler } from "./support/jumpy-scheduler.js";
import { even } from "./support/even.js";
import { waitFor } from "./support/waiting.js";

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

/** When the next permit is given after a collision that hit so many requests, in ms. */
function paceAfter(throttled: number): number {
  const scheduler = new JumpyScheduler();
  const limiter = adaptiveLimiter({ initialInFlight: 60, scheduler, random: even });
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

/** When the next permit is given after a throttle that a permit reported, and then `tell`. */
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

  test.each([2, 10, 50])("slows once for a collision, whether it hits 2 requests or %d", (hits) => {
    expect(paceAfter(hits)).toBe(250);
  });

  test("goes on at once after a single throttle, which may be its request's fault", () => {
    expect(paceAfter(1)).toBe(100);
  });

  test("takes the throttle that a permit and retryThrottled both report for one", () => {
    expect(sentAfter((limiter, error) => limiter.throttled(error))).toBe(sentAfter(() => undefined));
    // One that no permit reported, it believes.
    expect(sentAfter((limiter) => limiter.throttled(throttling()))).toBeGreaterThan(sentAfter(() => undefined));
  });

  test.each(["slow down", null, undefined])("takes a throttle for one whatever it is reported as: %s", (error) => {
    const sentAt = sentAfter((limiter) => limiter.throttled(error));
    expect(sentAt).toBe(sentAfter((limiter) => limiter.throttled(throttling())));
    const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler: new JumpyScheduler() });
    const [permit] = takeAll(limiter);
    expect(() => permit?.settle({ type: "throttled", error })).not.toThrow();
  });

  test("slows down for throttles that no permit reported", () => {
    const scheduler = new JumpyScheduler();
    const limiter = adaptiveLimiter({ scheduler, random: even });
    limiter.throttled(throttling());
    limiter.throttled(throttling());
    const { permit } = waitFor(limiter, "a");
    scheduler.advance(59);
    expect(permit()).toBeUndefined();
    scheduler.advance(1);
    expect(permit()).toBeDefined();
  });

  test("asks for one thing at a time while it looks for the pace, and not before the last one is answered", () => {
    const scheduler = new JumpyScheduler();
    const limiter = adaptiveLimiter({ initialInFlight: 5, scheduler });
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

  test("sends what was never sent before what was throttled, while everything is refused", () => {
    const scheduler = new JumpyScheduler();
    const limiter = adaptiveLimiter({ scheduler });
    const served: string[] = [];
    const first = [waitFor(limiter, "a", served), waitFor(limiter, "b", served)];
    waitFor(limiter, "c", served);
    scheduler.advance(10);
    for (const { permit } of first) {
      permit()?.settle({ type: "throttled", error: throttling() });
    }
    waitFor(limiter, "a again", served, true);
    scheduler.advance(100);
    expect(served).toEqual(["a", "b", "c"]);
  });

  test("never starves: one permit each 3 s though every request is throttled, two each 2 s though none is answered", () => {
    for (const [answer, seconds] of [
      ["throttled", 3],
      ["never", 1],
    ] as const) {
      const scheduler = new JumpyScheduler();
      const limiter = adaptiveLimiter({ scheduler, random: even });
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
      expect(sent - before).toBeGreaterThanOrEqual(100 / seconds - 2);
      expect(sent - before).toBeLessThanOrEqual(100 / seconds + 1);
    }
  });

  test("leaves no timer behind once nobody waits", () => {
    const scheduler = new JumpyScheduler();
    const limiter = adaptiveLimiter({ scheduler });
    const first = [waitFor(limiter, "a"), waitFor(limiter, "b")];
    expect(scheduler.pending).toBe(0);
    scheduler.advance(5);
    for (const { permit } of first) {
      permit()?.settle({ type: "throttled", error: throttling() });
    }
    const c = waitFor(limiter, "c");
    expect(scheduler.pending).toBe(1);
    c.subscription.unsubscribe();
    expect(scheduler.pending).toBe(0);
  });

  test("gives each waiter its permit though the clock jumps", () => {
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

  test.each<[unknown, string]>([
    [null, "adaptiveLimiter: the options must be an object, not null"],
    [5, "adaptiveLimiter: the options must be an object, not 5"],
    [{ random: 5 }, "adaptiveLimiter: random must be a function, not 5"],
    [
      { scheduler: {} },
      "adaptiveLimiter: scheduler must be a scheduler of rxjs, such as asyncScheduler, with now() and schedule(), not an object with no members",
    ],
  ])("refuses %o at once, whatever its type", (options, message) => {
    expect(() => adaptiveLimiter(options as object)).toThrow(new TypeError(message));
  });
});
