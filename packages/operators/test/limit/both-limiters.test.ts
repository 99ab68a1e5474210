import { AsyncLocalStorage } from "node:async_hooks";
import { defer, finalize, firstValueFrom, map, of, type SchedulerLike, Subject, take, throwError, timer } from "rxjs";
import { describe, expect, test } from "vitest";
import { adaptiveLimiter } from "../../src/limit/adaptive-limiter.js";
import type { Limiter, Permit } from "../../src/limit/limiter.js";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { paced } from "../../src/pace/paced.js";
import { rateLimit } from "../../src/pace/rate-limit.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { throttling } from "../retry/support/failures.js";
import { even } from "./support/even.js";
import { JumpyScheduler } from "./support/jumpy-scheduler.js";
import { waitFor } from "./support/waiting.js";

const LIMITERS: readonly (readonly [string, (scheduler: SchedulerLike) => Limiter])[] = [
  ["tokenBucket", (scheduler) => tokenBucket({ ratePerSecond: 20, scheduler, random: even })],
  ["adaptiveLimiter", (scheduler) => adaptiveLimiter({ scheduler, random: even })],
];

const REQUEST = { operation: "DescribeProjects", token: undefined, index: 0 };

function throttleWith(headers: Readonly<Record<string, string>>): unknown {
  return Object.assign(throttling(), { $response: { statusCode: 400, headers } });
}

describe.each(LIMITERS)("%s", (_, make) => {
  test.each<[string, Readonly<Record<string, string>>, number]>([
    ["retry-after: 2", { "retry-after": "2" }, 2_000],
    ["Retry-After: 2", { "Retry-After": "2" }, 2_000],
    ["x-amz-retry-after: 1500", { "x-amz-retry-after": "1500" }, 1_500],
    ["an hour", { "retry-after": "3600" }, 5_000],
  ])("holds all its users back for a hint, 5 s at most: %s", (_name, headers, held) => {
    for (const wrap of [(error: unknown) => error, (cause: unknown) => new Error("wrapped", { cause })]) {
      const scheduler = new JumpyScheduler();
      const limiter = make(scheduler);
      scheduler.advance(10);
      waitFor(limiter, "a")
        .permit()
        ?.settle({ type: "throttled", error: wrap(throttleWith(headers)) });
      const others = [waitFor(limiter, "b"), waitFor(limiter, "c")];
      scheduler.advance(held - 1);
      expect(others.map(({ permit }) => permit() === undefined)).toEqual([true, true]);
      scheduler.advance(101);
      expect(others.some(({ permit }) => permit() !== undefined)).toBe(true);
    }
  });

  test("counts a throttle once, however it is wrapped", () => {
    const times = [
      (error: unknown) => error,
      (cause: unknown) => new Error("wrapped", { cause }),
      (cause: unknown) => new Error("twice", { cause: new Error("wrapped", { cause }) }),
      undefined,
    ].map((reported) => {
      const scheduler = new JumpyScheduler();
      const limiter = make(scheduler);
      for (let round = 0; round < 2; round += 1) {
        scheduler.advance(100);
        const error = throttling();
        waitFor(limiter, "a").permit()?.settle({ type: "throttled", error });
        if (reported !== undefined) {
          limiter.throttled(reported(error));
        }
      }
      let at = 0;
      limiter.permit().subscribe(() => (at = scheduler.now()));
      scheduler.flush();
      return at;
    });
    expect(new Set(times).size).toBe(1);
  });

  test("takes a throttle for one whatever it is reported by", () => {
    for (const error of ["slow down", null, undefined, { cause: 1 }]) {
      const limiter = make(new JumpyScheduler());
      expect(() => waitFor(limiter, "a").permit()?.settle({ type: "throttled", error })).not.toThrow();
      expect(() => limiter.throttled(error)).not.toThrow();
    }
  });

  test("makes each request in the asynchronous context of its own walk", () => {
    const scheduler = new JumpyScheduler();
    const perRequest = paced(make(scheduler), { scheduler });
    const walks = new AsyncLocalStorage<string>();
    const seen: string[] = [];
    for (const walk of ["a", "b", "c", "d"]) {
      const page$ = defer(() => {
        seen.push(`${walk} in ${walks.getStore() ?? "none"}`);
        return timer(30, scheduler);
      });
      walks.run(walk, () => {
        for (let page = 0; page < 5; page += 1) {
          perRequest(page$, REQUEST).subscribe();
        }
      });
    }
    scheduler.flush();
    expect(seen).toHaveLength(20);
    expect(seen.filter((each) => !/^(.) in \1$/.test(each))).toEqual([]);
  });

  test("hears of a success whose consumer leaves with the value", async () => {
    const scheduler = new JumpyScheduler();
    const limiter = make(scheduler);
    const answers: Promise<unknown>[] = [];
    for (let number = 0; number < 100; number += 1) {
      const answer$ = timer(30, scheduler).pipe(rateLimit(limiter), retryThrottled({ limiter, scheduler }));
      answers.push(firstValueFrom(answer$));
    }
    scheduler.advance(9_000);
    expect(await Promise.all(answers)).toHaveLength(100);
  });

  test("loses no permit, whatever throws while a walk leaves, and in any order", () => {
    const scheduler = new JumpyScheduler();
    const limiter = make(scheduler);
    let served = 0;
    for (let number = 0; number < 50; number += 1) {
      const source = timer(10, scheduler).pipe(
        finalize(() => {
          throw new Error("in a finalizer");
        }),
      );
      const subscription = source.pipe(rateLimit(limiter)).subscribe({ error: () => undefined });
      scheduler.advance(number % 2 === 0 ? 5 : 60);
      try {
        subscription.unsubscribe();
      } catch {
        // As rxjs reports it.
      }
    }
    for (let number = 0; number < 10; number += 1) {
      of(1)
        .pipe(rateLimit(limiter), take(1))
        .subscribe(() => (served += 1));
    }
    scheduler.advance(2_000);
    expect(served).toBe(10);
  });

  test("lets a request that was refused go first twice, after a few others; from then on it rests, and joins the tail", () => {
    const scheduler = new JumpyScheduler();
    const limiter = make(scheduler);
    const served: string[] = [];
    const join = (name: string, refusals = 0): void => {
      limiter.permit({ first: refusals > 0 && refusals <= 2, refusals }).subscribe((permit) => {
        served.push(name);
        scheduler.schedule(() => permit.settle({ type: "succeeded" }), 10);
      });
    };
    for (const name of "abcdefghij") {
      join(name);
    }
    join("third time", 3);
    join("once", 1);
    join("twice", 2);
    scheduler.advance(900);
    expect(served.join(" ")).toMatch(/^a b c( d)? once [de] [ef] twice( [f-j])* j$/);
    scheduler.advance(1_200);
    expect(served.at(-1)).toBe("third time");
  });

  test("keeps no one waiting for a permit that is settled twice", () => {
    const scheduler = new JumpyScheduler();
    const limiter = make(scheduler);
    const permits: Permit[] = [];
    for (let number = 0; number < 40; number += 1) {
      limiter.permit().subscribe((permit) => {
        permits.push(permit);
        permit.settle({ type: "succeeded" });
        permit.settle({ type: "throttled", error: throttling() });
      });
    }
    scheduler.advance(3_000);
    expect(permits).toHaveLength(40);
  });
});

test("a bucket that fills for months sets one timer a month, and not one after the other", () => {
  const delays: number[] = [];
  const scheduler = new JumpyScheduler();
  const schedule = scheduler.schedule.bind(scheduler);
  scheduler.schedule = (work, delay, ...rest) => {
    delays.push(delay ?? 0);
    return schedule(work, delay, ...rest);
  };
  const limiter = tokenBucket({ ratePerSecond: 1 / 10_000_000, scheduler, random: even });
  waitFor(limiter, "a");
  const { permit } = waitFor(limiter, "b");
  scheduler.flush();
  expect(permit()).toBeDefined();
  expect(scheduler.now() / 1e10).toBeCloseTo(1);
  expect(Math.max(...delays)).toBeLessThanOrEqual(2 ** 31 - 1);
  expect(delays.length).toBeLessThan(10);
});

test("an attempt that is throttled inside a wrapper is one throttle, and the request goes before those that wait, after three others", () => {
  const scheduler = new JumpyScheduler();
  const limiter = tokenBucket({ ratePerSecond: 10, scheduler, random: even });
  const sent: string[] = [];
  const left = new Subject<never>();
  let failures = 1;
  const request$ = (name: string) =>
    defer(() => {
      sent.push(name);
      failures -= 1;
      return failures >= 0 ? throwError(() => new Error("of mine", { cause: throttling() })) : of(name);
    });
  const perRequest = paced(limiter, { scheduler });
  for (const name of "abcdefg") {
    perRequest(request$(name).pipe(map((value) => value)), REQUEST).subscribe();
  }
  scheduler.flush();
  left.complete();
  expect(sent.join("")).toBe("abcdaefg");
});
