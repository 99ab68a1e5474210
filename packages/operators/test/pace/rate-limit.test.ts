import { describeDataset$, describeProjects$ } from "@rekognition-rx/core";
import * as fc from "fast-check";
import {
  EMPTY,
  finalize,
  firstValueFrom,
  type MonoTypeOperatorFunction,
  NEVER,
  Observable,
  of,
  Subject,
  type Subscriber,
  take,
  throwError,
  UnsubscriptionError,
  VirtualTimeScheduler,
} from "rxjs";
import { describe, expect, test } from "vitest";
import { adaptiveLimiter } from "../../src/limit/adaptive-limiter.js";
import type { Limiter, Permit, PermitOptions, PermitOutcome } from "../../src/limit/limiter.js";
import { rateLimit } from "../../src/pace/rate-limit.js";
import { tokenBucket } from "../../src/limit/token-bucket.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { connectionReset, invalidParameter, throttling } from "../retry/support/failures.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { serviceOf } from "../retry/support/scripted-service.js";
import { JumpyScheduler } from "../limit/support/jumpy-scheduler.js";
import { even } from "../limit/support/even.js";

/** A limiter that gives every permit at once, and notes what became of it and who was returning. */
function noting(): { readonly limiter: Limiter; readonly outcomes: PermitOutcome[]; readonly returning: boolean[] } {
  const outcomes: PermitOutcome[] = [];
  const returning: boolean[] = [];
  const limiter: Limiter = {
    permit: ({ first = false } = {}) => {
      returning.push(first);
      return of({ settle: (outcome: PermitOutcome) => void outcomes.push(outcome) });
    },
    throttled: () => undefined,
  };
  return { limiter, outcomes, returning };
}

describe("rateLimit", () => {
  marbleTest(
    "passes a source through that never emits, is empty, has one value or many, or fails",
    ({ cold, expectObservable, expectSubscriptions }, scheduler) => {
      for (const [marble, unsubscribe, subscription] of [
        ["-", "---!", "^--!"],
        ["|", "---!", "(^!)"],
        ["--|", "---!", "^-!"],
        ["-a-|", "-----!", "^--!"],
        ["-a-(bc)-|", "---------!", "^-------!"],
        ["#", "---!", "(^!)"],
        ["-a-#", "-----!", "^--!"],
      ] as const) {
        const source = cold(marble, undefined, invalidParameter());
        const limited = source.pipe(rateLimit(tokenBucket({ ratePerSecond: 1, scheduler, random: even })));
        expectObservable(limited, unsubscribe).toBe(marble, undefined, invalidParameter());
        expectSubscriptions(source.subscriptions).toBe(subscription);
      }
    },
  );

  marbleTest(
    "takes a permit before each subscription to its source",
    ({ cold, expectObservable, expectSubscriptions }, scheduler) => {
      const source = cold("     -a|");
      const limited = source.pipe(rateLimit(tokenBucket({ ratePerSecond: 100, scheduler, random: even })));
      const sub1 = "            ^-!";
      const sub2 = "            ----------^-!";
      const sub3 = "            --------------------^-!";
      expectObservable(limited).toBe("-a|");
      expectObservable(limited).toBe("-----------a|");
      expectObservable(limited).toBe("---------------------a|");
      expectSubscriptions(source.subscriptions).toBe([sub1, sub2, sub3]);
    },
  );

  marbleTest(
    "does not subscribe to the source of a waiter that left, and gives its place to the next",
    ({ cold, expectObservable, expectSubscriptions }, scheduler) => {
      const limiter = tokenBucket({ ratePerSecond: 100, scheduler, random: even });
      const first = cold("      -a|");
      const left = cold("       -b|");
      const next = cold("       -c|");
      const unsubscribe = "     ---!";
      expectObservable(first.pipe(rateLimit(limiter))).toBe("-a|");
      expectObservable(left.pipe(rateLimit(limiter)), unsubscribe).toBe("-");
      expectObservable(next.pipe(rateLimit(limiter))).toBe("-----------c|");
      expectSubscriptions(left.subscriptions).toBe([]);
      expectSubscriptions(next.subscriptions).toBe("----------^-!");
    },
  );

  marbleTest(
    "unsubscribes from its source with its subscriber",
    ({ cold, expectObservable, expectSubscriptions }, scheduler) => {
      const source = cold("--a----b");
      const sub = "        ^---!";
      expectObservable(source.pipe(rateLimit(tokenBucket({ ratePerSecond: 1, scheduler, random: even }))), sub).toBe(
        "--a",
      );
      expectSubscriptions(source.subscriptions).toBe(sub);
    },
  );

  test.each<[string, Observable<unknown>, PermitOutcome["type"]]>([
    ["a source that completes", of(1, 2), "succeeded"],
    ["an empty source", EMPTY, "succeeded"],
    ["a throttle", throwError(throttling), "throttled"],
    ["a transient fault", throwError(connectionReset), "failed"],
    ["a failure that no retry mends", throwError(invalidParameter), "failed"],
    [
      "a source that throws",
      new Observable(() => {
        throw new Error("broken");
      }),
      "failed",
    ],
  ])("settles the permit of %s once", (_, source, type) => {
    const { limiter, outcomes } = noting();
    source
      .pipe(rateLimit(limiter))
      .subscribe({ error: () => undefined })
      .unsubscribe();
    expect(outcomes.map((outcome) => outcome.type)).toEqual([type]);
  });

  test("settles the permit of a request that is abandoned as cancelled", () => {
    const { limiter, outcomes } = noting();
    const subscription = NEVER.pipe(rateLimit(limiter)).subscribe();
    expect(outcomes).toEqual([]);
    subscription.unsubscribe();
    expect(outcomes).toEqual([{ type: "cancelled" }]);
  });

  test("gives its permit back when its source has been left, and not while it is under way", () => {
    const seen: string[] = [];
    const limiter: Limiter = {
      permit: () => of({ settle: ({ type }: PermitOutcome) => void seen.push(type) }),
      throttled: () => undefined,
    };
    const source = new Observable<never>(() => () => void seen.push("left"));
    source.pipe(rateLimit(limiter)).subscribe().unsubscribe();

    expect(seen).toEqual(["left", "cancelled"]);
  });

  test("lets no request go for a pipe that is being left, where two limits of it share a limiter", () => {
    const scheduler = new VirtualTimeScheduler();
    const limiter = adaptiveLimiter({ initialInFlight: 1, scheduler });
    let sent = 0;
    const request$ = new Observable<never>(() => void (sent += 1));
    request$.pipe(rateLimit(limiter), rateLimit(limiter)).subscribe().unsubscribe();

    expect(sent).toBe(0);
  });

  test("reports to the limiter which error a throttle was, before anybody else hears of it", () => {
    const { limiter, outcomes } = noting();
    const error = throttling();
    let known = 0;
    throwError(() => error)
      .pipe(rateLimit(limiter))
      .subscribe({ error: () => (known = outcomes.length) });
    expect(outcomes).toEqual([{ type: "throttled", error }]);
    expect(outcomes[0]).toHaveProperty("error", error);
    expect(known).toBe(1);
  });

  test("returns to the head of the queue after a throttle, and only then", () => {
    const { limiter, returning } = noting();
    const errors = [throttling(), connectionReset(), throttling()];
    const limited = new Observable((subscriber) => {
      const error = errors.shift();
      if (error === undefined) {
        subscriber.complete();
      } else {
        subscriber.error(error);
      }
    }).pipe(rateLimit(limiter));
    for (let attempt = 0; attempt < 5; attempt += 1) {
      limited.subscribe({ error: () => undefined });
    }
    expect(returning).toEqual([false, true, false, true, false]);
  });

  test("refuses a listing at once, and says where it belongs", () => {
    const { client, sent } = serviceOf([["a"]]);
    const limiter = tokenBucket({ ratePerSecond: 5 });
    expect(() => describeProjects$({ client }).pipe(rateLimit(limiter))).toThrow(
      new TypeError(
        "rateLimit on a listing would take one permit for the whole walk; " +
          "put it into the listing's configuration, perRequest: (page$) => page$.pipe(rateLimit(limiter))",
      ),
    );
    expect(sent).toEqual([]);
  });

  test.each<[string, Partial<Limiter>, unknown]>([
    [
      "throws",
      {
        permit: () => {
          throw new Error("no limiter");
        },
      },
      new Error("no limiter"),
    ],
    ["errors", { permit: () => throwError(() => new Error("no limiter")) }, new Error("no limiter")],
    [
      "completes without a permit",
      { permit: () => EMPTY },
      new TypeError("rateLimit: the limiter completed without a permit; it must emit one"),
    ],
    [
      "throws when a permit is settled",
      {
        permit: () =>
          of({
            settle: () => {
              throw new Error("no account");
            },
          }),
      },
      new Error("no account"),
    ],
  ])("ends in an error, and not in silence, when the limiter %s", (_, broken, expected) => {
    const limiter: Limiter = { permit: () => NEVER, throttled: () => undefined, ...broken };
    let end: unknown = "still running";
    of("page")
      .pipe(rateLimit(limiter))
      .subscribe({ error: (error: unknown) => (end = error), complete: () => (end = "complete") });
    expect(end).toEqual(expected);
  });

  test("subscribes once to its source, whatever else a limiter emits", () => {
    const { limiter } = noting();
    let subscriptions = 0;
    const generous: Limiter = {
      ...limiter,
      permit: () => of({ settle: () => undefined }, { settle: () => undefined }),
    };
    new Observable(() => {
      subscriptions += 1;
    })
      .pipe(rateLimit(generous))
      .subscribe();
    expect(subscriptions).toBe(1);
  });

  test("leaves no timer behind when its waiter is unsubscribed", () => {
    const scheduler = new JumpyScheduler();
    const limiter = tokenBucket({ ratePerSecond: 1, scheduler, random: even });
    const limited = NEVER.pipe(rateLimit(limiter));
    limited.subscribe();
    const waiting = limited.subscribe();
    expect(scheduler.pending).toBe(1);
    waiting.unsubscribe();
    expect(scheduler.pending).toBe(0);
  });
});

/** Runs what may throw because a finalizer does: that is for whoever called it, and not for this test. */
function quietly(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof UnsubscriptionError)) {
      throw error;
    }
  }
}

/** A limiter with one permit, which the next in line gets as soon as it is given back. */
function oneAtATime(): { readonly limiter: Limiter; readonly free: () => number } {
  const waiting = new Set<Subscriber<Permit>>();
  let free = 1;
  const serve = (): void => {
    const [next] = waiting;
    if (free > 0 && next !== undefined) {
      waiting.delete(next);
      free -= 1;
      next.next({
        settle: () => {
          free += 1;
          serve();
        },
      });
      next.complete();
    }
  };
  const permit = (): Observable<Permit> =>
    new Observable((to) => {
      waiting.add(to);
      to.add(() => waiting.delete(to));
      serve();
    });
  return { limiter: { permit, throttled: () => undefined }, free: () => free };
}

const doNothing = (): void => undefined;

describe("a permit", () => {
  const broken = new Error("broken finalizer");
  const finalizing =
    (throws: boolean): MonoTypeOperatorFunction<string> =>
    (source) =>
      throws ? source.pipe(finalize(fail)) : source;
  const fail = (): never => {
    throw broken;
  };

  const ANSWERS = {
    "a value": { type: "succeeded", give: (to) => to.next("page") },
    "a value and the end": {
      type: "succeeded",
      give: (to) => {
        to.next("page");
        to.complete();
      },
    },
    "the end": { type: "succeeded", give: (to) => to.complete() },
    "a throttle": { type: "throttled", give: (to) => to.error(throttling()) },
    "a failure": { type: "failed", give: (to) => to.error(connectionReset()) },
    nothing: { type: "cancelled", give: () => undefined },
  } satisfies Record<string, { type: PermitOutcome["type"]; give: (to: Subscriber<string>) => void }>;

  const scenes = fc.record({
    answer: fc.constantFrom(...(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[])),
    isPermitLate: fc.boolean(),
    isAnswerLate: fc.boolean(),
    leaves: fc.constantFrom("before the permit", "before the answer", "at the value", "in the end"),
    // Below the limit, inside the source itself, and above the limit.
    throwing: fc.record({ source: fc.boolean(), before: fc.boolean(), after: fc.boolean() }),
  });

  test("is settled exactly once, with what became of the request, whatever throws and whenever the consumer leaves", () => {
    fc.assert(
      fc.property(scenes, ({ answer, isPermitLate, isAnswerLate, leaves, throwing }) => {
        const outcomes: { readonly type: string; readonly isUnderWay: boolean }[] = [];
        let granted = 0;
        let isUnderWay = false;
        let grant = doNothing;
        let give = doNothing;
        const limiter: Limiter = {
          permit: () =>
            new Observable((to) => {
              grant = () => {
                if (!to.closed) {
                  granted += 1;
                  to.next({ settle: ({ type }) => void outcomes.push({ type, isUnderWay }) });
                  to.complete();
                }
              };
              if (!isPermitLate) {
                grant();
              }
            }),
          throttled: () => undefined,
        };
        const request$ = new Observable<string>((to) => {
          isUnderWay = true;
          to.add(() => {
            isUnderWay = false;
            if (throwing.source) {
              fail();
            }
          });
          give = () => ANSWERS[answer].give(to);
          if (!isAnswerLate) {
            give();
          }
        });
        const limited$ = request$.pipe(finalizing(throwing.before), rateLimit(limiter), finalizing(throwing.after));
        const consumed$ = leaves === "at the value" ? limited$.pipe(take(1)) : limited$;

        const subscription = consumed$.subscribe({ error: () => undefined });
        const leave = (): void => subscription.unsubscribe();
        if (leaves === "before the permit") {
          quietly(leave);
        }
        quietly(grant);
        if (leaves === "before the answer") {
          quietly(leave);
        }
        quietly(give);
        quietly(leave);

        const isLeftBefore = isAnswerLate && (leaves === "before the answer" || leaves === "before the permit");
        const { type } = ANSWERS[isLeftBefore ? "nothing" : answer];
        expect(granted).toBe(isPermitLate && leaves === "before the permit" ? 0 : 1);
        expect(outcomes.map((outcome) => outcome.type)).toEqual(granted === 0 ? [] : [type]);
        expect(outcomes.filter(({ type, isUnderWay }) => type === "cancelled" && isUnderWay)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("comes back for the next in line, whatever those before it did", () => {
    const acts = fc.constantFrom("takes its value", "fails", "is throttled", "leaves", "leaves in the queue");
    fc.assert(
      fc.property(fc.array(fc.record({ act: acts, throws: fc.boolean() }), { maxLength: 12 }), (walks) => {
        const { limiter, free } = oneAtATime();
        const running = walks.map(({ act, throws }) => {
          const answer = new Subject<string>();
          const limited$ = answer.pipe(finalizing(throws), rateLimit(limiter), finalizing(throws));
          const subscription = limited$.pipe(take(1)).subscribe({ error: () => undefined });
          return { act, answer, subscription };
        });
        for (const { act, subscription } of running) {
          if (act === "leaves in the queue") {
            quietly(() => subscription.unsubscribe());
          }
        }
        for (const { act, answer, subscription } of running) {
          if (act === "takes its value") {
            quietly(() => answer.next("page"));
          }
          if (act === "fails") {
            quietly(() => answer.error(connectionReset()));
          }
          if (act === "is throttled") {
            quietly(() => answer.error(throttling()));
          }
          if (act === "leaves") {
            quietly(() => subscription.unsubscribe());
          }
        }
        let served = 0;
        of("page")
          .pipe(rateLimit(limiter))
          .subscribe(() => (served += 1));
        expect({ served, free: free() }).toEqual({ served: 1, free: 1 });
      }),
      { numRuns: 500 },
    );
  });

  test("of a request whose consumer leaves with the value is a success: of a single call, with a retry after it", async () => {
    const { limiter, outcomes } = noting();
    const client = { send: () => Promise.resolve({ $metadata: {}, DatasetDescription: {} }) };
    const dataset$ = describeDataset$({ client }, { DatasetArn: "arn" });
    await firstValueFrom(dataset$.pipe(rateLimit(limiter), retryThrottled({ limiter })));
    expect(outcomes).toEqual([{ type: "succeeded" }]);
  });
});

test("a request stands at the head of the line for its first two refusals, and at its tail from the third on", () => {
  const { limiter, returning } = noting();
  let attempts = 0;
  const request$ = new Observable<never>((subscriber) => {
    attempts += 1;
    subscriber.error(throttling());
  });
  const limited = rateLimit<never>(limiter)(request$);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    limited.subscribe({ error: () => undefined });
  }
  expect({ attempts, returning }).toEqual({ attempts: 5, returning: [false, true, true, false, false] });
});

const OVER: ReadonlySet<string> = new Set(["refused for good", "value"]);
const failures: Readonly<Record<string, () => unknown>> = {
  throttle: throttling,
  reset: connectionReset,
  "refused for good": invalidParameter,
};

test("the limiter knows of every throttle of a request, whatever other failures come between, and first is for throttles", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("throttle", "reset", "refused for good", "value"), { maxLength: 12 }),
      (ends) => {
        const asked: PermitOptions[] = [];
        const limiter: Limiter = {
          permit: (options = {}) => {
            asked.push(options);
            return of({ settle: () => undefined });
          },
          throttled: () => undefined,
        };
        let attempt = -1;
        const request$ = new Observable<number>((subscriber) => {
          attempt += 1;
          if (ends[attempt] === "value") {
            subscriber.next(1);
            subscriber.complete();
          } else {
            subscriber.error(failures[ends[attempt] ?? ""]?.());
          }
        });
        const limited = rateLimit<number>(limiter)(request$);
        const expected = ends.map((_, at) => {
          const since = ends.slice(ends.slice(0, at).findLastIndex((end) => OVER.has(end)) + 1, at);
          const refusals = since.filter((end) => end === "throttle").length;
          return { first: since.at(-1) === "throttle" && refusals <= 2, refusals };
        });
        for (const _ of ends) {
          limited.subscribe({ error: () => undefined });
        }
        expect(asked.map(({ first, refusals }) => ({ first, refusals }))).toEqual(expected);
        // The same request each time.
        expect(new Set(asked.map(({ request }) => request)).size).toBe(Math.min(ends.length, 1));
      },
    ),
  );
});

test("subscriptions to one pipe are requests of their own, each the same for all its attempts", () => {
  const scheduler = new JumpyScheduler();
  const asked: PermitOptions[] = [];
  const limiter: Limiter = {
    permit: (options = {}) => {
      asked.push(options);
      return of({ settle: () => undefined });
    },
    throttled: () => undefined,
  };
  const pipe$ = throwError(throttling).pipe(rateLimit(limiter), retryThrottled({ limiter, maxAttempts: 3, scheduler }));
  for (let i = 0; i < 2; i += 1) {
    pipe$.subscribe({ error: () => undefined });
  }
  scheduler.flush();
  const requests = asked.map(({ request }) => request);
  expect(requests).toHaveLength(6);
  expect(new Set(requests).size).toBe(2);
  for (const request of new Set(requests)) {
    expect(requests.filter((other) => other === request)).toHaveLength(3);
  }
});
