import type { DescribeProjectsCommandOutput, ProjectDescription } from "@aws-sdk/client-rekognition";
import {
  describeProjects$,
  isListing,
  isListingError,
  isMisplacedRetryError,
  isRepeatedTokenError,
  isRetriesExhaustedError,
  isTooManyPagesError,
  type Listing,
  ListingError,
  type ListingPosition,
  type RetriesExhaustedError,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  from,
  lastValueFrom,
  map,
  type MonoTypeOperatorFunction,
  NEVER,
  Observable,
  of,
  queueScheduler,
  repeat,
  share,
  take,
  throwError,
  timeout,
  toArray,
  VirtualTimeScheduler,
} from "rxjs";
import { describe, expect, expectTypeOf, test, vi } from "vitest";
import { flattenProjects } from "../../src/flatten/flatten-projects.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import type { RetryNotice, RetryThrottledOptions } from "../../src/retry/retry-throttled-options.js";
import { connectionReset, invalidParameter, throttling } from "./support/failures.js";
import { marbleTest } from "./support/marble-test.js";
import { oneShot, waitsOf } from "./support/one-shot.js";
import { runVirtually, settle, virtually } from "./support/run-virtually.js";
import { namesIn, page, scriptedService, serviceOf } from "./support/scripted-service.js";
import { watch } from "../support/watch.js";

describe("on a one-shot Observable", () => {
  marbleTest(
    "passes a source through that never emits, is empty, has one value or many, or fails for good",
    ({ cold, expectObservable, expectSubscriptions }) => {
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
        expectObservable(source.pipe(retryThrottled()), unsubscribe).toBe(marble, undefined, invalidParameter());
        expectSubscriptions(source.subscriptions).toBe(subscription);
      }
    },
  );

  marbleTest(
    "subscribes again after each back-off, at most maxAttempts times",
    ({ cold, expectObservable, expectSubscriptions }) => {
      // Waits of 5 ms and 10 ms.
      const source = cold("--#", undefined, connectionReset());
      const sub1 = "       ^-!";
      const sub2 = "       -------^-!";
      const sub3 = "       -------------------^-!";
      const expected = "   ---------------------#";
      const retried = source.pipe(
        retryThrottled({ random: () => 0.1 }),
        // The error's own shape is looked at elsewhere.
        (errors$) => new Observable((to) => errors$.subscribe({ error: () => to.error("exhausted") })),
      );
      expectObservable(retried).toBe(expected, undefined, "exhausted");
      expectSubscriptions(source.subscriptions).toBe([sub1, sub2, sub3]);
    },
  );

  marbleTest(
    "emits what the attempt that succeeds emits, however many values that are",
    ({ cold, expectObservable, expectSubscriptions }) => {
      const failing = cold("   --#", undefined, connectionReset());
      const good = cold("             --a-b|");
      const failingSub = "     ^-!";
      const goodSub = "        -------^----!";
      const expected = "       ---------a-b|";
      let attempt = 0;
      const source = defer(() => (attempt++ === 0 ? failing : good));
      expectObservable(source.pipe(retryThrottled({ random: () => 0.1 }))).toBe(expected);
      expectSubscriptions(failing.subscriptions).toBe(failingSub);
      expectSubscriptions(good.subscriptions).toBe(goodSub);
    },
  );

  marbleTest("ends the attempt when it is unsubscribed from", ({ cold, expectObservable, expectSubscriptions }) => {
    const source = cold("--a----#");
    const sub = "        ^---!";
    const expected = "   --a--";
    expectObservable(source.pipe(retryThrottled()), sub).toBe(expected);
    expectSubscriptions(source.subscriptions).toBe(sub);
  });

  marbleTest(
    "ends the wait when it is unsubscribed from, and subscribes no more",
    ({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold("--#", undefined, connectionReset());
      const unsub = "      ----!";
      const sub = "        ^-!";
      const expected = "   -----";
      expectObservable(source.pipe(retryThrottled({ random: () => 0.1 })), unsub).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(sub);
    },
  );

  test("stops an endless source that is synchronous as soon as enough was taken", () => {
    let made = 0;
    const endless = of("a").pipe(
      map((value) => `${value}${made++}`),
      repeat(),
    );
    const { values, end } = watch(endless.pipe(retryThrottled(), take(3)));
    expect({ values, end: end(), made }).toEqual({ values: ["a0", "a1", "a2"], end: "complete", made: 3 });
  });

  test("each subscription has attempts of its own", () => {
    const scheduler = new VirtualTimeScheduler();
    const retried = oneShot(Array.from({ length: 5 }, throttling), scheduler).request$.pipe(
      retryThrottled({ scheduler }),
    );
    const first = watch(retried);
    scheduler.flush();
    const second = watch(retried);
    scheduler.flush();
    expect(isRetriesExhaustedError(first.end())).toBe(true);
    expect({ values: second.values, end: second.end() }).toEqual({ values: ["answer"], end: "complete" });
  });

  test("retries a source that fails at once ten thousand times without filling the stack", () => {
    const shot = oneShot(Array.from({ length: 10_000 }, throttling), queueScheduler);
    const retried = shot.request$.pipe(
      retryThrottled({ maxAttempts: Infinity, random: () => 0, scheduler: queueScheduler }),
    );
    expect(watch(retried).values).toEqual(["answer"]);
    expect(shot.attemptsAt).toHaveLength(10_001);
  });

  marbleTest("retries a time-out of rxjs that stands before it", ({ cold, expectObservable, expectSubscriptions }) => {
    const slow = cold("  -----a|");
    const quick = cold("      -b|");
    const slowSub = "    ^--!";
    const quickSub = "   -----^-!";
    const expected = "   ------b|";
    let attempt = 0;
    const source = defer(() => (attempt++ === 0 ? slow : quick)).pipe(timeout(3));
    expectObservable(source.pipe(retryThrottled({ random: () => 0.05 }))).toBe(expected);
    expectSubscriptions(slow.subscriptions).toBe(slowSub);
    expectSubscriptions(quick.subscriptions).toBe(quickSub);
  });
});

type Fault = "throttled" | "transient" | { readonly hint: number };
const failureOf = (fault: Fault): Error =>
  fault === "throttled"
    ? throttling()
    : fault === "transient"
      ? connectionReset()
      : throttling({ "x-amz-retry-after": String(fault.hint) });

/** What the design says of a wait; `i` is the retry's number within its page. */
function waitOf(fault: Fault, i: number, random: number): number {
  const delay = Math.floor(random * Math.min((fault === "transient" ? 50 : 1_000) * 2 ** i, 20_000));
  return typeof fault === "object" ? Math.max(delay, Math.min(fault.hint, delay + 5_000)) : delay;
}

const faults = fc.array(
  fc.oneof(fc.constantFrom<Fault>("throttled", "transient"), fc.record({ hint: fc.nat({ max: 60_000 }) })),
  { maxLength: 12 },
);
const randoms = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })) as fc.Arbitrary<
  Iterator<number, number>
>;

describe("every wait", () => {
  test("is what the formula says, whatever fails and however often", () => {
    fc.assert(
      fc.property(faults, randoms, (schedule, jitter) => {
        const drawn: number[] = [];
        const random = (): number => {
          drawn.push(jitter.next().value);
          return drawn.at(-1) ?? 0;
        };
        const scheduler = new VirtualTimeScheduler();
        const shot = oneShot(schedule.map(failureOf), scheduler);
        const { values } = watch(shot.request$.pipe(retryThrottled({ scheduler, random, maxAttempts: Infinity })));
        scheduler.flush();

        expect(values).toEqual(["answer"]);
        expect(drawn).toHaveLength(schedule.length);
        expect(waitsOf(shot)).toEqual(schedule.map((fault, i) => waitOf(fault, i, drawn[i] ?? 0)));
      }),
    );
  });

  test.each<[string, Fault, number[]]>([
    ["throttled", "throttled", [1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]],
    ["refused", "transient", [50, 100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800, 20_000, 20_000]],
    ["throttled with a hint", { hint: 1_500 }, [1_500, 2_000, 4_000]],
    ["throttled with a hint that is too long", { hint: 60_000 }, [6_000, 7_000, 9_000]],
  ])("of a request that was %s is at most that of the SDK's standard mode", (_, fault, longest) => {
    const scheduler = new VirtualTimeScheduler();
    const shot = oneShot(
      longest.map(() => failureOf(fault)),
      scheduler,
    );
    watch(shot.request$.pipe(retryThrottled({ scheduler, random: () => 1, maxAttempts: Infinity })));
    scheduler.flush();
    expect(waitsOf(shot)).toEqual(longest);
  });

  test("reads a date as a hint against the scheduler's clock", () => {
    const scheduler = new VirtualTimeScheduler();
    // The second failure comes at 3 000 of virtual time, 4 000 before the date.
    const failures = [
      throttling({ "retry-after": new Date(3_000).toUTCString() }),
      throttling({ "Retry-After": new Date(7_000).toUTCString() }),
    ];
    const shot = oneShot(failures, scheduler);
    watch(shot.request$.pipe(retryThrottled({ scheduler, random: () => 0 })));
    scheduler.flush();
    expect(waitsOf(shot)).toEqual([3_000, 4_000]);
  });

  test("counts from 0 again for the next page", async () => {
    const scheduler = new VirtualTimeScheduler();
    const sentAt: number[] = [];
    // Each page is throttled twice.
    const { client } = serviceOf([["a"], ["b"], ["c"]], (number) => {
      sentAt.push(scheduler.now());
      if (number % 3 < 2) {
        throw throttling();
      }
    });
    const { values } = watch(describeProjects$({ client }).pipe(retryThrottled({ scheduler, random: () => 1 })));
    await runVirtually(scheduler);
    expect(values.flatMap(namesIn)).toEqual(["a", "b", "c"]);
    const page1 = [0, 1_000, 3_000];
    expect(sentAt).toEqual([...page1, ...page1.map((at) => at + 3_000), ...page1.map((at) => at + 6_000)]);
  });
});

function exhausted(options: RetryThrottledOptions, failures: readonly unknown[]) {
  const scheduler = new VirtualTimeScheduler();
  const shot = oneShot(failures, scheduler);
  const { end } = watch(shot.request$.pipe(retryThrottled({ scheduler, random: () => 1, ...options })));
  scheduler.flush();
  return { error: end(), attemptsAt: shot.attemptsAt, endedAt: scheduler.now() };
}

const messageOf = (options: RetryThrottledOptions, ...failures: unknown[]): unknown =>
  (exhausted(options, failures).error as Error).message;

describe("the bounds", () => {
  test.each<[number | undefined, number]>([
    [undefined, 3],
    [1, 1],
    [2, 2],
    [8, 8],
  ])("maxAttempts %s makes %d requests", (maxAttempts, requests) => {
    const failures = Array.from({ length: 20 }, throttling);
    const { error, attemptsAt, endedAt } = exhausted({ maxAttempts }, failures);
    expect(attemptsAt).toHaveLength(requests);
    expect(isRetriesExhaustedError(error)).toBe(true);
    expect(error).toMatchObject({
      attempts: requests,
      elapsed: endedAt,
      reason: "throttled",
      limit: "maxAttempts",
      cause: failures[requests - 1],
    });
  });

  test.each<[number, number[], number]>([
    // Waits of 1 000, 2 000, 4 000: one that ends on the bound is still made.
    [0, [0], 0],
    [999, [0], 0],
    [1_000, [0, 1_000], 1_000],
    [2_999, [0, 1_000], 1_000],
    [3_000, [0, 1_000, 3_000], 3_000],
  ])("maxElapsed %d gives up at once instead of waiting past it", (maxElapsed, attemptsAt, endedAt) => {
    const failures = Array.from({ length: 20 }, throttling);
    const result = exhausted({ maxElapsed, maxAttempts: Infinity }, failures);
    expect(result).toMatchObject({ attemptsAt, endedAt, error: { limit: "maxElapsed", elapsed: endedAt } });
  });

  marbleTest(
    "maxElapsed counts the time that requests take",
    ({ cold, expectObservable, expectSubscriptions }, scheduler) => {
      const source = cold("----#", undefined, connectionReset());
      const sub1 = "       ^---!";
      const sub2 = "       ---------^---!";
      const expected = "   -------------#";
      const options = { scheduler, random: () => 0.1, maxElapsed: 22, maxAttempts: 9 };
      const retried = source.pipe(
        retryThrottled(options),
        (errors$) =>
          // A wait of 5 ends at 9, the next of 10 would at 23.
          new Observable((to) =>
            errors$.subscribe({ error: (error: RetriesExhaustedError) => to.error([error.limit, error.elapsed]) }),
          ),
      );
      expectObservable(retried).toBe(expected, undefined, ["maxElapsed", 13]);
      expectSubscriptions(source.subscriptions).toBe([sub1, sub2]);
    },
  );

  test("are for each page: a walk of many throttled pages is not given up", async () => {
    const scheduler = new VirtualTimeScheduler();
    const pages = Array.from({ length: 10 }, (_, i) => [String(i)]);
    const { client } = serviceOf(pages, (number) => {
      if (number % 2 === 0) {
        throw throttling();
      }
    });
    const options = { scheduler, random: () => 1, maxAttempts: 2, maxElapsed: 1_000 };
    const { values, end } = watch(describeProjects$({ client }).pipe(retryThrottled(options)));
    await runVirtually(scheduler);
    expect({ names: values.flatMap(namesIn), end: end() }).toEqual({ names: pages.flat(), end: "complete" });
  });

  test("read well where they end a request", () => {
    expect(messageOf({}, throttling(), throttling(), throttling())).toBe(
      "throttled 3 times in 3.0 s (last: ThrottlingException: Rate exceeded); raise maxAttempts or share a rate limit",
    );
    expect(messageOf({ maxElapsed: 0 }, connectionReset())).toBe(
      "refused by a transient fault once in 0 ms (last: Error: read ECONNRESET); " +
        "the fault has lasted: carry on later, or raise maxElapsed",
    );
  });
});

const skewed = (): Error =>
  Object.assign(new Error("Signature not yet current: ..."), { name: "InvalidSignatureException" });
const outcomeOf = (...failures: readonly unknown[]): { readonly end: unknown; readonly attempts: number } => {
  const scheduler = new VirtualTimeScheduler();
  const shot = oneShot(failures, scheduler);
  const { end } = watch(shot.request$.pipe(retryThrottled({ scheduler, maxAttempts: 9 })));
  scheduler.flush();
  return { end: end(), attempts: shot.attemptsAt.length };
};

describe("a signature that is refused for its time", () => {
  test("is sent once more, since the client has set its clock", () => {
    expect(outcomeOf(skewed())).toEqual({ end: "complete", attempts: 2 });
    expect(outcomeOf(skewed(), throttling(), connectionReset())).toEqual({ end: "complete", attempts: 4 });
  });

  test("and refused again it is given up, whatever came in between, and no retry around it tries again", () => {
    const last = skewed();
    const givenUp = (attempts: number) => ({
      end: expect.objectContaining({
        _tag: "RetriesExhaustedError",
        attempts,
        reason: "transient",
        cause: last,
      }) as unknown,
      attempts,
    });
    expect(outcomeOf(skewed(), last)).toEqual(givenUp(2));
    expect(outcomeOf(skewed(), throttling(), last)).toEqual(givenUp(3));
    const scheduler = new VirtualTimeScheduler();
    const shot = oneShot([skewed(), last], scheduler);
    watch(shot.request$.pipe(retryThrottled({ scheduler }), retryThrottled({ scheduler })));
    scheduler.flush();
    expect(shot.attemptsAt).toHaveLength(2);
  });
});

describe("onRetry", () => {
  test("is called for each retry before its wait, exactly", () => {
    const scheduler = new VirtualTimeScheduler();
    const failures = [throttling(), connectionReset(), throttling({ "retry-after": "4.5" })];
    const notices: (RetryNotice & { at: number })[] = [];
    const onRetry = (notice: RetryNotice): void => void notices.push({ ...notice, at: scheduler.now() });
    const options = { scheduler, random: () => 1, maxAttempts: 4, onRetry };
    watch(oneShot(failures, scheduler).request$.pipe(retryThrottled(options)));
    scheduler.flush();
    expect(notices).toEqual([
      { at: 0, attempt: 1, delay: 1_000, reason: "throttled", error: failures[0] },
      { at: 1_000, attempt: 2, delay: 100, reason: "transient", error: failures[1] },
      { at: 1_100, attempt: 3, delay: 4_500, reason: "throttled", error: failures[2] },
    ]);
    expect(notices.map(({ error }, i) => error === failures[i])).toEqual([true, true, true]);
  });

  test("is not called for what is given up, nor for what is not retried", () => {
    const scheduler = new VirtualTimeScheduler();
    const notices: number[] = [];
    const onRetry = ({ attempt }: RetryNotice): void => void notices.push(attempt);
    watch(oneShot([invalidParameter()], scheduler).request$.pipe(retryThrottled({ scheduler, onRetry })));
    watch(oneShot([throttling()], scheduler).request$.pipe(retryThrottled({ scheduler, onRetry, maxAttempts: 1 })));
    watch(concat(of(1), throwError(throttling)).pipe(retryThrottled({ scheduler, onRetry })));
    scheduler.flush();
    expect(notices).toEqual([]);
  });
});

describe("a callback that throws", () => {
  const broken = new Error("broken callback");
  const fail = (): never => {
    throw broken;
  };

  test.each<[string, RetryThrottledOptions]>([
    ["isRetryable", { isRetryable: fail }],
    ["onRetry", { onRetry: fail }],
    ["random", { random: fail }],
    ["limiter", { limiter: { throttled: fail } }],
  ])("is an error of the stream, and ends the retries: %s", (_, options) => {
    const scheduler = new VirtualTimeScheduler();
    const shot = oneShot([throttling()], scheduler);
    const { end } = watch(shot.request$.pipe(retryThrottled({ scheduler, ...options })));
    expect(end()).toBe(broken);
    expect(scheduler.actions).toEqual([]);
    expect(shot.attemptsAt).toHaveLength(1);
  });
});

function never(): boolean {
  return false;
}

/** A limiter that remembers what is reported to it. */
function attentiveLimiter() {
  const notices: unknown[] = [];
  return { notices, throttled: (error: unknown): void => void notices.push(error) };
}

describe("a limiter", () => {
  test("hears of every throttle once; its queue replaces their back-off, and no other", () => {
    fc.assert(
      fc.property(faults, (schedule) => {
        const scheduler = new VirtualTimeScheduler();
        const limiter = attentiveLimiter();
        const failures = schedule.map(failureOf);
        const shot = oneShot(failures, scheduler);
        const options = { scheduler, limiter, random: () => 1, maxAttempts: Infinity };
        watch(shot.request$.pipe(retryThrottled(options)));
        scheduler.flush();
        expect(limiter.notices).toEqual(failures.filter((_, i) => schedule[i] !== "transient"));
        expect(waitsOf(shot)).toEqual(schedule.map((fault, i) => (fault === "transient" ? waitOf(fault, i, 1) : 0)));
      }),
    );
  });

  test("hears of throttles that are not retried: the last one, one that is refused, one that is misplaced", () => {
    const scheduler = new VirtualTimeScheduler();
    const limiter = attentiveLimiter();
    watch(oneShot([throttling()], scheduler).request$.pipe(retryThrottled({ scheduler, limiter, maxAttempts: 1 })));
    expect(limiter.notices).toHaveLength(1);
    const refusing = { scheduler, limiter, isRetryable: never };
    watch(oneShot([throttling()], scheduler).request$.pipe(retryThrottled(refusing)));
    expect(limiter.notices).toHaveLength(2);
    watch(concat(of(1), throwError(throttling)).pipe(retryThrottled({ scheduler, limiter })));
    expect(limiter.notices).toHaveLength(3);
  });

  test("hears of no other failure, and that failure comes as it came", () => {
    const limiter = attentiveLimiter();
    const failure = invalidParameter();
    const { end } = watch(throwError(() => failure).pipe(retryThrottled({ limiter })));
    expect(end()).toBe(failure);
    expect(limiter.notices).toEqual([]);
  });

  test("hears once of each from two retries that share it", () => {
    const scheduler = new VirtualTimeScheduler();
    const limiter = attentiveLimiter();
    const retry = <T>(): MonoTypeOperatorFunction<T> => retryThrottled({ scheduler, limiter });
    watch(oneShot([throttling(), throttling(), throttling()], scheduler).request$.pipe(retry(), retry()));
    scheduler.flush();
    expect(limiter.notices).toHaveLength(3);
  });
});

describe("unsubscribed from in mid-wait", () => {
  test("leaves no timer behind, and sends nothing afterwards", async () => {
    const scheduler = new VirtualTimeScheduler();
    const { client, sent } = serviceOf([["a"]], () => {
      throw throttling();
    });
    const subscription = describeProjects$({ client })
      .pipe(retryThrottled({ scheduler, random: () => 1 }))
      .subscribe({ error: () => undefined });
    await settle();
    expect(scheduler.actions).toHaveLength(1);
    subscription.unsubscribe();
    expect(scheduler.actions).toEqual([]);
    await runVirtually(scheduler);
    expect(sent).toHaveLength(1);
  });

  test("by the listing's signal likewise, pushed or pulled", async () => {
    const scheduler = new VirtualTimeScheduler();
    const { client, sent } = serviceOf([["a"]], () => {
      throw throttling();
    });
    const controller = new AbortController();
    const reason = new Error("shutting down");
    const listing = describeProjects$({
      client,
      signal: controller.signal,
      perRequest: (page$) => page$.pipe(retryThrottled({ scheduler, random: () => 1 })),
    });
    const pushed = watch(listing);
    const pulled = listing[Symbol.asyncIterator]().next();
    await settle();
    expect(scheduler.actions).toHaveLength(2);
    controller.abort(reason);
    expect(scheduler.actions).toEqual([]);
    expect(pushed.end()).toBe(reason);
    await expect(pulled).rejects.toBe(reason);
    expect(sent).toHaveLength(2);
  });

  test("during an attempt, aborts its request", async () => {
    const { client, sent } = scriptedService(() => new Promise(() => undefined));
    const subscription = describeProjects$({ client }).pipe(retryThrottled()).subscribe();
    await settle();
    expect(sent.map(({ signal }) => signal?.aborted)).toEqual([false]);
    subscription.unsubscribe();
    expect(sent.map(({ signal }) => signal?.aborted)).toEqual([true]);
  });
});

type Page = DescribeProjectsCommandOutput;
const collect = (source: Observable<Page>): Promise<readonly Page[]> => lastValueFrom(source.pipe(toArray()));
const pullAll = async (source: AsyncIterable<Page>): Promise<readonly Page[]> => {
  const pages: Page[] = [];
  for await (const page of source) {
    pages.push(page);
  }
  return pages;
};

const errorOf = (running: Promise<unknown>): Promise<unknown> =>
  running.then(
    () => "completed",
    (error: unknown) => error,
  );

describe("in its places", () => {
  const PLACES = {
    "directly after a listing": (client, retry, config) =>
      collect(describeProjects$({ client, ...config }).pipe(retry)),
    "in perRequest, subscribed to": (client, retry, config) =>
      collect(describeProjects$({ client, ...config, perRequest: (page$) => page$.pipe(retry) })),
    "in perRequest, pulled": (client, retry, config) =>
      pullAll(describeProjects$({ client, ...config, perRequest: (page$) => page$.pipe(retry) })),
    "in perRequest, pulled with prefetch": (client, retry, config) =>
      pullAll(describeProjects$({ client, ...config, prefetch: 2, perRequest: (page$) => page$.pipe(retry) })),
    "twice in one pipe": (client, retry, config) =>
      collect(describeProjects$({ client, ...config }).pipe(retry, retry)),
    "in perRequest and after the listing": (client, retry, config) =>
      collect(describeProjects$({ client, ...config, perRequest: (page$) => page$.pipe(retry) }).pipe(retry)),
  } satisfies Record<
    string,
    (
      client: ReturnType<typeof serviceOf>["client"],
      retry: MonoTypeOperatorFunction<Page>,
      config: { checkpoint?: (position: ListingPosition) => void; maxPages?: number },
    ) => Promise<readonly Page[]>
  >;
  const places = Object.entries(PLACES);

  test.each(places)("repeats no page and misses none, whatever throttles come: %s", async (_, walk) => {
    const walks = fc.array(
      fc.record({
        names: fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 3 }),
        faults: fc.array(fc.constantFrom(throttling, connectionReset), { maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(walks, async (pages) => {
        const failures = pages.flatMap(({ faults }) => [...faults, undefined]);
        const { client, sent } = serviceOf(
          pages.map(({ names }) => names),
          (number) => {
            const fail = failures[number];
            if (fail !== undefined) {
              throw fail();
            }
          },
        );
        const positions: ListingPosition[] = [];
        const scheduler = new VirtualTimeScheduler();
        const checkpoint = (position: ListingPosition): void => void positions.push(position);
        const got = await virtually(scheduler, walk(client, retryThrottled({ scheduler }), { checkpoint }));

        expect(got.map(namesIn)).toEqual(pages.map(({ names }) => names));
        expect(positions.map(({ pagesDelivered }) => pagesDelivered)).toEqual(pages.map((_, i) => i + 1));
        // Each page's token as often as the page failed, and once more.
        const tokens = pages.flatMap(({ faults }, i) => [...faults, 0].map(() => (i === 0 ? undefined : String(i))));
        expect(sent.map(({ token }) => token)).toEqual(tokens);
      }),
      { numRuns: 50 },
    );
  });

  test.each(places)("gives up as ListingError { RetriesExhaustedError { the SDK's } }: %s", async (_, walk) => {
    const failures: Error[] = [];
    const { client, sent } = serviceOf([["a"], ["b"]], (number) => {
      if (number > 0) {
        failures.push(throttling());
        throw failures.at(-1);
      }
    });
    const scheduler = new VirtualTimeScheduler();
    const error = await errorOf(virtually(scheduler, walk(client, retryThrottled({ scheduler, random: () => 1 }), {})));
    expect(isListingError(error)).toBe(true);
    expect(error).toMatchObject({
      operation: "DescribeProjects",
      resumeToken: "1",
      pagesDelivered: 1,
      cause: { _tag: "RetriesExhaustedError", attempts: 3, elapsed: 3_000, reason: "throttled", limit: "maxAttempts" },
      message:
        "DescribeProjects failed at page 2: RetriesExhaustedError: throttled 3 times in 3.0 s " +
        "(last: ThrottlingException: Rate exceeded); raise maxAttempts or share a rate limit; " +
        "nothing is lost, carry on with resumeFrom(error.resumeToken)",
    });
    const { cause } = error as { cause: RetriesExhaustedError };
    expect(isRetriesExhaustedError(cause)).toBe(true);
    expect(cause.cause).toBe(failures.at(-1));
    // One good page and three attempts at the other: retries do not multiply.
    expect(sent).toHaveLength(4);
  });

  test.each(places)("does not retry what a retry cannot mend: %s", async (_, walk) => {
    const failure = invalidParameter();
    const { client, sent } = serviceOf([["a"]], () => {
      throw failure;
    });
    await expect(walk(client, retryThrottled(), {})).rejects.toMatchObject({ _tag: "ListingError", cause: failure });
    expect(sent).toHaveLength(1);
  });

  test.each(places)("keeps maxPages and pagesDelivered of the walk: %s", async (_, walk) => {
    const { client } = serviceOf([["a"], ["b"], ["c"]], (number) => {
      if (number === 1) {
        throw throttling();
      }
    });
    const scheduler = new VirtualTimeScheduler();
    const error = await errorOf(virtually(scheduler, walk(client, retryThrottled({ scheduler }), { maxPages: 2 })));
    expect(isTooManyPagesError(error)).toBe(true);
    expect(error).toMatchObject({ pagesDelivered: 2, resumeToken: "2" });
  });

  test.each(places)("keeps the walk's memory of tokens: %s", async (_, walk) => {
    // A, B, and A again, with a throttle in between.
    const { client, sent } = scriptedService((token, number) => {
      if (number === 2) {
        throw throttling();
      }
      return page([`${number}`], token === "A" ? "B" : "A");
    });
    const scheduler = new VirtualTimeScheduler();
    const error = await errorOf(virtually(scheduler, walk(client, retryThrottled({ scheduler }), {})));
    expect(isRepeatedTokenError(error)).toBe(true);
    expect(error).toMatchObject({ token: "A", pagesDelivered: 3 });
    expect(sent.map(({ token }) => token)).toEqual([undefined, "A", "B", "B"]);
  });

  test("a listing stays a listing, and its own perRequest stays inside", async () => {
    const seen: string[] = [];
    const scheduler = new VirtualTimeScheduler();
    const { client } = serviceOf([["a"], ["b"]], (number) => {
      if (number === 1) {
        throw throttling();
      }
    });
    const listing = describeProjects$({
      client,
      perRequest: (page$, { index }) =>
        defer(() => {
          seen.push(`attempt at page ${index}`);
          return page$;
        }),
    });
    const retried = listing.pipe(retryThrottled({ scheduler }));
    expect(isListing(retried)).toBe(true);
    watch(retried);
    await runVirtually(scheduler);
    expect(seen).toEqual(["attempt at page 0", "attempt at page 1", "attempt at page 1"]);
  });

  test("what failed can be resumed from the original listing", async () => {
    let down = true;
    const { client } = serviceOf([["a"], ["b"], ["c"]], (number) => {
      if (number > 0 && down) {
        throw throttling();
      }
    });
    const listing = describeProjects$({ client });
    const { values, end } = watch(listing.pipe(retryThrottled({ maxAttempts: 1 })));
    await settle();
    const error = end();
    if (!isListingError(error)) {
      throw new Error("expected a ListingError");
    }
    down = false;
    const rest = await collect(listing.resumeFrom(error.resumeToken).pipe(retryThrottled()));
    expect([...values, ...rest].flatMap(namesIn)).toEqual(["a", "b", "c"]);
  });
});

const failing = (number: number): void => {
  if (number === 1) {
    throw throttling();
  }
};

describe("misplaced", () => {
  test.each<[string, (listing: Observable<Page>) => Observable<unknown>]>([
    ["after a flatten", (listing) => listing.pipe(flattenProjects(), retryThrottled())],
    ["after share()", (listing) => listing.pipe(share(), retryThrottled())],
    ["after map()", (listing) => listing.pipe(map(namesIn), retryThrottled())],
    ["after take()", (listing) => listing.pipe(take(9), retryThrottled())],
    ["after a flatten, twice", (listing) => listing.pipe(flattenProjects(), retryThrottled(), retryThrottled())],
    [
      "twice nested",
      (listing) =>
        of(1).pipe(
          concatMap(() => listing.pipe(flattenProjects(), retryThrottled())),
          retryThrottled(),
        ),
    ],
    [
      "after several walks, though each is retried in its place",
      (listing) => concat(of(0), listing.pipe(retryThrottled({ maxAttempts: 1 })), listing).pipe(retryThrottled()),
    ],
  ])("errors rather than repeat a value: %s", async (where, misplace) => {
    const { client, sent } = serviceOf([["a", "b"], ["c"]], failing);
    const { values, end } = watch(misplace(describeProjects$({ client })));
    await settle();
    // A walk that its own retry gave up is exhausted, and no longer anyone's to retry.
    const isGivenUp = where.startsWith("after several");
    expect(isMisplacedRetryError(end())).toBe(!isGivenUp);
    expect(isListingError(isGivenUp ? end() : (end() as Error).cause)).toBe(true);
    expect(values.length).toBeGreaterThan(0);
    expect(sent).toHaveLength(2);
  });

  test("says where it belongs, and what it was asked to retry", () => {
    const failure = throttling();
    const { values, end } = watch(
      concat(
        of("a"),
        throwError(() => failure),
      ).pipe(retryThrottled()),
    );
    expect(values).toEqual(["a"]);
    expect(end()).toMatchObject({
      cause: failure,
      message:
        "retryThrottled cannot retry here, because the stream has already emitted and a new subscription would " +
        "repeat it (the failure was ThrottlingException: Rate exceeded); " +
        "move retryThrottled directly after the listing, or into its perRequest",
    });
  });

  test("but nothing emitted yet, subscribes again: nothing can be repeated", async () => {
    const scheduler = new VirtualTimeScheduler();
    const { client, sent } = serviceOf([[], ["c"]], failing);
    const { values, end } = watch(describeProjects$({ client }).pipe(flattenProjects(), retryThrottled({ scheduler })));
    await runVirtually(scheduler);
    expect({ end: end(), values, tokens: sent.map(({ token }) => token) }).toEqual({
      end: "complete",
      values: [{ ProjectArn: "c" }],
      tokens: [undefined, "1", undefined, "1"],
    });
  });

  test("passes on, as it came, what no retry could mend", () => {
    const failure = invalidParameter();
    expect(
      watch(
        concat(
          of("a"),
          throwError(() => failure),
        ).pipe(retryThrottled()),
      ).end(),
    ).toBe(failure);
  });
});

test("works on a listing of another copy of the core package, and knows its errors", async () => {
  vi.resetModules();
  const copy = await import("@rekognition-rx/core");
  expect(copy.ListingError).not.toBe(ListingError);
  const scheduler = new VirtualTimeScheduler();
  const { client, sent } = serviceOf([["a"], ["b"], ["c"]], (number) => {
    if (number === 1 || number > 2) {
      throw throttling();
    }
  });
  const { values, end } = watch(copy.describeProjects$({ client }).pipe(retryThrottled({ scheduler })));
  await runVirtually(scheduler);
  // The first throttle is mended in its place; the second fault is given up, and given up once.
  expect(values.flatMap(namesIn)).toEqual(["a", "b"]);
  expect(isListingError(end())).toBe(true);
  expect(sent.map(({ token }) => token)).toEqual([undefined, "1", "1", "2", "2", "2"]);
  expect(watch(throwError(end).pipe(retryThrottled({ scheduler }))).end()).toBe(end());
});

test("the type of the values passes through", () => {
  const listing = describeProjects$({ client: serviceOf([]).client });
  expectTypeOf(listing.pipe(retryThrottled())).toEqualTypeOf<Observable<Page>>();
  expectTypeOf(of(1).pipe(retryThrottled())).toEqualTypeOf<Observable<number>>();
  expectTypeOf(EMPTY.pipe(retryThrottled())).toEqualTypeOf<Observable<never>>();
  expectTypeOf(NEVER.pipe(retryThrottled({ maxAttempts: undefined }))).toEqualTypeOf<Observable<never>>();
  expectTypeOf(from([1]).pipe(retryThrottled<number>())).toEqualTypeOf<Observable<number>>();
  expectTypeOf(retryThrottled()(of(1))).toEqualTypeOf<Observable<number>>();
  expectTypeOf(listing.pipe(retryThrottled(), flattenProjects())).toEqualTypeOf<Observable<ProjectDescription>>();
  expectTypeOf(retryThrottled<Page>()).toExtend<MonoTypeOperatorFunction<Page>>();

  // A listing stays one, with the type of its own token.
  expectTypeOf(retryThrottled()(listing)).toEqualTypeOf<Listing<Page>>();
  expectTypeOf(retryThrottled()<Page, { readonly pk: string }>).returns.toEqualTypeOf<
    Listing<Page, { readonly pk: string }>
  >();
  expectTypeOf(retryThrottled()(retryThrottled()(listing)).resumeFrom("token")).toEqualTypeOf<Listing<Page>>();

  // @ts-expect-error an option that does not exist
  expectTypeOf(retryThrottled<number>).toBeCallableWith({ attempts: 3 });
  // @ts-expect-error a number of attempts that is no number
  expectTypeOf(retryThrottled<number>).toBeCallableWith({ maxAttempts: "3" });
  // @ts-expect-error a limiter that takes no report
  expectTypeOf(retryThrottled<number>).toBeCallableWith({ limiter: {} });
  // @ts-expect-error an answer that is neither yes, no nor undefined
  expectTypeOf(retryThrottled<number>).toBeCallableWith({ isRetryable: () => "yes" });
});
