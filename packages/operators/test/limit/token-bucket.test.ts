import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { throttling } from "../retry/support/failures.js";
import { JumpyScheduler } from "./support/jumpy-scheduler.js";
import { waitFor, type Waiter } from "./support/waiting.js";
import { even } from "./support/even.js";

const quotas = fc.record({
  ratePerSecond: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.1, max: 200, noNaN: true })),
  burst: fc.integer({ min: 1, max: 20 }),
});

/** Somebody comes, leaves, or time passes. */
const events = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant("join" as const), returning: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("leave" as const), who: fc.nat() }) },
    { weight: 3, arbitrary: fc.record({ type: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 2_000 }) }) },
  ),
  { maxLength: 60 },
);

describe("tokenBucket", () => {
  test("never gives more than rate x t + burst permits in any window, whoever comes and leaves", () => {
    fc.assert(
      fc.property(quotas, events, (quota, happening) => {
        const scheduler = new JumpyScheduler();
        const limiter = tokenBucket({ ...quota, scheduler, random: even });
        const times: number[] = [];
        const waiters: Waiter[] = [];
        for (const event of happening) {
          if (event.type === "join") {
            const subscription = limiter
              .permit({ first: event.returning })
              .subscribe(() => times.push(scheduler.now()));
            waiters.push({ subscription, permit: () => undefined });
          } else if (event.type === "leave") {
            waiters[event.who % waiters.length]?.subscription.unsubscribe();
          } else {
            scheduler.advance(event.ms);
          }
        }
        scheduler.flush();
        for (const [first, from] of times.entries()) {
          for (const [beyond, to] of times.slice(first).entries()) {
            expect(beyond + 1).toBeLessThanOrEqual(((to - from) * quota.ratePerSecond) / 1_000 + quota.burst + 1e-6);
          }
        }
      }),
    );
  });

  test("serves who came first, and nobody who has left, while none of the others shows whether who returns is at fault", () => {
    fc.assert(
      fc.property(quotas, events, (quota, happening) => {
        const scheduler = new JumpyScheduler();
        const limiter = tokenBucket({ ...quota, scheduler, random: even });
        const served: string[] = [];
        const waiters: Waiter[] = [];
        // The same queue, in words: who waits, in order. Of those who came at the same moment, who returns is last.
        const returning: string[] = [];
        const waiting: string[] = [];
        const cameAt = new Map<string, number>();
        const expected: string[] = [];
        const account = (): void => {
          while (expected.length < served.length) {
            const [again = "", other = ""] = [returning[0], waiting[0]];
            const isEarlier = (cameAt.get(again) ?? Infinity) < (cameAt.get(other) ?? Infinity);
            expected.push((isEarlier ? returning : waiting).shift() ?? "nobody");
          }
        };
        for (const event of happening) {
          if (event.type === "join") {
            const name = String(waiters.length);
            (event.returning ? returning : waiting).push(name);
            cameAt.set(name, scheduler.now());
            waiters.push(waitFor(limiter, name, served, event.returning));
          } else if (event.type === "leave" && waiters.length > 0) {
            const name = event.who % waiters.length;
            for (const line of [returning, waiting]) {
              if (line.includes(String(name))) {
                line.splice(line.indexOf(String(name)), 1);
              }
            }
            waiters[name]?.subscription.unsubscribe();
          } else if (event.type === "wait") {
            // A millisecond at a time, so that each permit finds the queue as it was.
            scheduler.advance(event.ms);
          }
          account();
        }
        scheduler.flush();
        account();
        expect(served).toEqual(expected);
        expect([...returning, ...waiting]).toEqual([]);
      }),
    );
  });

  test("takes who does not say that it returns for one who comes", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 5, scheduler, random: even });
    const served: string[] = [];
    waitFor(limiter, "a", served);
    waitFor(limiter, "b", served);
    limiter.permit().subscribe(() => served.push("c"));
    scheduler.flush();
    expect(served).toEqual(["a", "b", "c"]);
  });

  test("is as fast as the rate allows while somebody waits", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 3, burst: 4, scheduler, random: even });
    const times: number[] = [];
    for (let i = 0; i < 34; i += 1) {
      limiter.permit().subscribe(() => times.push(scheduler.now()));
    }
    scheduler.flush();
    expect(times.slice(0, 6)).toEqual([0, 0, 0, 0, 334, 667]);
    expect(times.at(-1)).toBe(10_000);
  });

  test("loses nothing when a waiter leaves: the permit goes to the next", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 5, scheduler, random: even });
    const served: string[] = [];
    waitFor(limiter, "a", served);
    const b = waitFor(limiter, "b", served);
    waitFor(limiter, "c", served);
    scheduler.advance(199);
    b.subscription.unsubscribe();
    scheduler.advance(1);
    expect(served).toEqual(["a", "c"]);
  });

  test("leaves no timer behind once nobody waits", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 5, scheduler, random: even });
    waitFor(limiter, "a");
    expect(scheduler.pending).toBe(0);
    const [b, c] = [waitFor(limiter, "b"), waitFor(limiter, "c")];
    expect(scheduler.pending).toBe(1);
    b.subscription.unsubscribe();
    expect(scheduler.pending).toBe(1);
    c.subscription.unsubscribe();
    expect(scheduler.pending).toBe(0);
    waitFor(limiter, "d");
    scheduler.flush();
    expect(scheduler.pending).toBe(0);
  });

  test("gives at most a burst for a clock that jumps forth, and waits one interval more for one that jumps back", () => {
    fc.assert(
      fc.property(quotas, fc.integer({ min: -100_000_000, max: 100_000_000 }), (quota, jump) => {
        const scheduler = new JumpyScheduler();
        const limiter = tokenBucket({ ...quota, scheduler, random: even });
        const served: string[] = [];
        const total = quota.burst + 20;
        for (let i = 0; i < total; i += 1) {
          waitFor(limiter, String(i), served);
        }
        expect(served).toHaveLength(quota.burst);
        const interval = 1_000 / quota.ratePerSecond;
        scheduler.advance(Math.ceil(10.5 * interval));
        const before = served.length;
        scheduler.skew = jump;
        scheduler.advance(Math.ceil(interval));
        expect(served.length - before).toBeLessThanOrEqual(quota.burst + 1);
        scheduler.flush();
        expect(served).toHaveLength(total);
        expect(scheduler.frame).toBeLessThanOrEqual(21.5 * interval + 25);
      }),
    );
  });

  test("yields when the service throttles all the same, and does not forget who waits", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 10, burst: 5, scheduler, random: even });
    const served: string[] = [];
    const a = waitFor(limiter, "a", served);
    a.permit()?.settle({ type: "throttled", error: throttling() });
    waitFor(limiter, "a again", served, true);
    scheduler.advance(1);
    waitFor(limiter, "b", served);
    // Its tokens are not there: the next goes an interval later, those after it at nine tenths of the rate.
    scheduler.advance(98);
    expect(served).toEqual(["a"]);
    scheduler.advance(1);
    expect(served).toEqual(["a", "a again"]);
    scheduler.advance(109);
    expect(served).toEqual(["a", "a again"]);
    scheduler.advance(2);
    expect(served).toEqual(["a", "a again", "b"]);
  });

  test("comes back to its rate, a little with each request that is served", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 10, scheduler, random: even });
    const at: number[] = [];
    for (let number = 0; number < 60; number += 1) {
      limiter.permit().subscribe((permit) => {
        at.push(scheduler.now());
        permit.settle(
          at.length === 1 || at.length === 3 ? { type: "throttled", error: throttling() } : { type: "succeeded" },
        );
      });
    }
    scheduler.flush();
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? time));
    // At nine tenths of its rate, then at half of it, and 0.05 more after each that is served; and a little more with time.
    expect(gaps.slice(0, 6)).toEqual([100, 105, 100, 186, 168, 153]);
    expect(new Set(gaps.slice(20))).toEqual(new Set([100]));
  });

  test("serves a waiter that asks again from inside its permit after those who waited already", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 10, burst: 3, scheduler, random: even });
    const served: string[] = [];
    const blocker = waitFor(limiter, "x", served);
    blocker.permit()?.settle({ type: "throttled", error: throttling() });
    limiter.permit().subscribe(() => {
      served.push("a");
      waitFor(limiter, "a2", served);
    });
    waitFor(limiter, "b", served);
    scheduler.flush();
    expect(served).toEqual(["x", "a", "b", "a2"]);
  });

  test("takes constant stack however many ask from inside their permits", () => {
    const limiter = tokenBucket({ ratePerSecond: 1, burst: 200_000, scheduler: new JumpyScheduler(), random: even });
    let served = 0;
    const again = (): void => {
      served += 1;
      if (served < 100_000) {
        limiter.permit().subscribe(again);
      }
    };
    limiter.permit().subscribe(again);
    expect(served).toBe(100_000);
  });

  test.each([
    [{ ratePerSecond: 0 }, "ratePerSecond must be a positive number, not 0"],
    [{ ratePerSecond: Number.NaN }, "ratePerSecond must be a positive number, not NaN"],
    [{ ratePerSecond: Number.POSITIVE_INFINITY }, "ratePerSecond must be a positive number, not Infinity"],
    [{ ratePerSecond: 5, burst: 0 }, "burst must be a whole number, 1 or more, not 0"],
    [{ ratePerSecond: 5, burst: 1.5 }, "burst must be a whole number, 1 or more, not 1.5"],
    [{ ratePerSecond: 5, burst: 0.5 }, "burst must be a whole number, 1 or more, not 0.5"],
  ])("refuses %o at once", (options, message) => {
    expect(() => tokenBucket(options)).toThrow(new RangeError(`tokenBucket: ${message}`));
  });

  test.each<[unknown, string]>([
    [undefined, "tokenBucket: the options must be an object, not undefined"],
    [{ ratePerSecond: 1, random: 5 }, "tokenBucket: random must be a function, not 5"],
    [
      { ratePerSecond: 1, scheduler: {} },
      "tokenBucket: scheduler must be a scheduler of rxjs, such as asyncScheduler, with now() and schedule(), not an object with no members",
    ],
  ])("refuses %o at once, whatever its type", (options, message) => {
    expect(() => tokenBucket(options as { readonly ratePerSecond: number })).toThrow(new TypeError(message));
  });
});
