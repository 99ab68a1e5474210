import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjects$, isListingError, type Listing, type ListingPosition } from "@rekognition-rx/core";
import * as fc from "fast-check";
import {
  concat,
  delay,
  EMPTY,
  finalize,
  lastValueFrom,
  NEVER,
  type Observable,
  of,
  Subject,
  take,
  throwError,
  toArray,
  VirtualTimeScheduler,
} from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { processPages } from "../../src/consume/process-pages.js";
import { flattenProjects } from "../../src/flatten/flatten-projects.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { throttling } from "../retry/support/failures.js";
import { settle, virtually } from "../retry/support/run-virtually.js";
import { namesIn, page, scriptedService, serviceOf } from "../retry/support/scripted-service.js";
import { watch } from "../support/watch.js";

type Page = DescribeProjectsCommandOutput;
const ABC = [["a"], ["b"], ["c"]];
const broken = new Error("broken work");

/** Turns of the event loop for what is prefetched to reach its socket, and for what follows from it. */
async function settleAll(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await settle();
  }
}

describe("the work", () => {
  test.each<[string, (answer: Page) => Observable<unknown> | Promise<unknown> | readonly unknown[]]>([
    ["a promise", async (answer) => namesIn(answer)[0]],
    ["an Observable", (answer) => of(namesIn(answer)[0])],
    ["a later Observable", (answer) => of(namesIn(answer)[0]).pipe(delay(0))],
    ["an array", (answer) => namesIn(answer)],
  ])("may be %s; what it emits is emitted, in the order of the pages", async (_, work) => {
    const listing = describeProjects$({ client: serviceOf(ABC).client });
    expect(await lastValueFrom(processPages(listing, work).pipe(toArray()))).toEqual(["a", "b", "c"]);
  });

  test("may emit nothing or much", async () => {
    const listing = describeProjects$({ client: serviceOf([[], ["a", "b", "c"], ["d"]]).client });
    expect(await lastValueFrom(processPages(listing, namesIn).pipe(toArray()))).toEqual(["a", "b", "c", "d"]);
    expect(await lastValueFrom(processPages(listing, () => EMPTY).pipe(toArray()))).toEqual([]);
  });

  test("is given each page once, with its number from 0", async () => {
    const given: unknown[] = [];
    const listing = describeProjects$({ client: serviceOf(ABC).client });
    await lastValueFrom(
      processPages(listing, (answer, index) => {
        given.push([namesIn(answer), index]);
        return EMPTY;
      }),
      { defaultValue: undefined },
    );
    expect(given).toEqual(ABC.map((names, index) => [names, index]));
  });

  test("on ten thousand pages, done at once, takes constant stack", async () => {
    const { client } = serviceOf(Array.from({ length: 10_000 }, () => []));
    let done = 0;
    await lastValueFrom(
      processPages(describeProjects$({ client }), () => {
        done += 1;
        return EMPTY;
      }),
      { defaultValue: undefined },
    );
    expect(done).toBe(10_000);
  });
});

describe("the next page", () => {
  test.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])("is asked for when the work is done, or prefetch = %d ahead", async (prefetch, inHand) => {
    const { client, sent } = serviceOf([["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]);
    const works: Subject<never>[] = [];
    const { seen } = watch(
      processPages(describeProjects$({ client, prefetch }), () => {
        works.push(new Subject<never>());
        return works.at(-1) ?? EMPTY;
      }),
    );
    for (let done = 0; done < 6; done += 1) {
      await settleAll();
      expect({ works: works.length, sent: sent.length }).toEqual({
        works: done + 1,
        sent: Math.min(6, done + inHand),
      });
      works.at(-1)?.complete();
    }
    await settleAll();
    expect(seen).toEqual(["complete"]);
  });

  test("is the only one in flight, the work is one at a time, and both in order, however they interleave", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.array(fc.stringMatching(/^[a-z]$/), { maxLength: 2 }), { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 3 }),
        async (scheduler, pages, prefetch) => {
          let inFlight = 0;
          let working = 0;
          let worked = 0;
          const breaches: string[] = [];
          const inner = serviceOf(pages);
          const { client, sent } = scriptedService(async (token) => {
            inFlight += 1;
            if (inFlight > 1) {
              breaches.push("two requests in flight");
            }
            // The page in hand, whether or not its work has begun, and those ahead of it.
            if (sent.length > worked + 1 + prefetch) {
              breaches.push(`request ${sent.length} after ${worked} works`);
            }
            const answer = await scheduler.schedule(
              inner.client.send({ input: { NextToken: token } } as Parameters<typeof inner.client.send>[0]),
            );
            inFlight -= 1;
            return answer;
          });
          const positions: [number, number][] = [];
          const listing = describeProjects$({
            client,
            prefetch,
            checkpoint: ({ pagesDelivered }) => positions.push([pagesDelivered, worked]),
          });
          const results = processPages(listing, async (answer, index) => {
            working += 1;
            if (working > 1) {
              breaches.push("two works at once");
            }
            await scheduler.schedule(Promise.resolve(), `work on page ${index}`);
            working -= 1;
            worked += 1;
            return [index, namesIn(answer)];
          });
          const got = await scheduler.waitFor(lastValueFrom(results.pipe(toArray())));

          expect(breaches).toEqual([]);
          expect(got).toEqual(pages.map((names, index) => [index, names]));
          // Each position is reported when the work on its page is done, and no earlier.
          expect(positions).toEqual(pages.map((_, index) => [index + 1, index + 1]));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("overlaps with the work, if prefetched", async () => {
    const events: string[] = [];
    const { client } = scriptedService((_, number) => {
      events.push(`ask ${number}`);
      return page([`${number}`], number < 2 ? `${number + 1}` : undefined);
    });
    await lastValueFrom(
      processPages(describeProjects$({ client, prefetch: 1 }), async (_, index) => {
        events.push(`begin ${index}`);
        await settleAll();
        events.push(`end ${index}`);
      }),
    );
    expect(events).toEqual(["ask 0", "ask 1", "begin 0", "end 0", "ask 2", "begin 1", "end 1", "begin 2", "end 2"]);
  });
});

describe("work that fails", () => {
  test.each<[string, () => Observable<never> | Promise<never>]>([
    [
      "throws",
      () => {
        throw broken;
      },
    ],
    ["rejects", () => Promise.reject(broken)],
    ["errors", () => throwError(() => broken)],
    ["errors later", () => throwError(() => broken).pipe(delay(0))],
  ])("is an error of the stream, and stops the listing: it %s", async (_, fail) => {
    const { client, sent } = scriptedService((token) =>
      token === undefined ? page(["a"], "1") : new Promise(() => undefined),
    );
    const controller = new AbortController();
    const positions: ListingPosition[] = [];
    const { seen } = watch(
      processPages(
        describeProjects$({
          client,
          prefetch: 1,
          signal: controller.signal,
          checkpoint: (position) => positions.push(position),
        }),
        fail,
      ),
    );
    await settleAll();
    expect(seen).toEqual([broken]);
    // The page ahead was asked for, and given up.
    expect(sent.map(({ signal }) => signal?.aborted)).toEqual([false, true]);
    expect(positions).toEqual([]);
  });

  test("fails after what it has emitted", async () => {
    const listing = describeProjects$({ client: serviceOf(ABC).client });
    const { seen } = watch(
      processPages(listing, () =>
        concat(
          of("some"),
          throwError(() => broken),
        ),
      ),
    );
    await settleAll();
    expect(seen).toEqual(["some", broken]);
  });

  test("is no function, or the listing is none: throws at once, and says what belongs where", () => {
    const listing = describeProjects$({ client: serviceOf(ABC).client });
    expect(() => processPages(listing, undefined as never)).toThrow("work must be a function of a page, not undefined");
    expect(() => processPages(listing.pipe(delay(0)) as never, () => [])).toThrow(
      /^processPages takes a listing itself; /,
    );
  });

  test("is no ObservableInput: says so", async () => {
    const listing = describeProjects$({ client: serviceOf(ABC).client });
    const { seen } = watch(processPages(listing, () => undefined as unknown as Observable<never>));
    await settleAll();
    expect(seen).toEqual([expect.any(TypeError)]);
  });
});

const failAt2 = (number: number): void => {
  if (number === 2) {
    throw broken;
  }
};

describe("a listing that fails", () => {
  test("is an error of the stream, after the work on the pages before it", async () => {
    for (const prefetch of [0, 1, 5]) {
      const results = processPages(describeProjects$({ client: serviceOf(ABC, failAt2).client, prefetch }), namesIn);
      const { seen } = watch(results);
      await settleAll();
      expect(seen).toEqual(["a", "b", expect.objectContaining({ pagesDelivered: 2, resumeToken: "2", cause: broken })]);
      expect(isListingError(seen[2])).toBe(true);
    }
  });

  test("by its checkpoint is an error of the stream, and asks for nothing more", async () => {
    const { client, sent } = serviceOf(ABC);
    const checkpoint = (): never => {
      throw broken;
    };
    const { seen } = watch(processPages(describeProjects$({ client, checkpoint }), namesIn));
    await settleAll();
    expect(seen).toEqual(["a", broken]);
    expect(sent).toHaveLength(1);
  });

  test("by its signal is an error of the stream when the work in hand is done, and asks for nothing more", async () => {
    const controller = new AbortController();
    const { client, sent } = serviceOf(ABC);
    const work = new Subject<string>();
    const { seen } = watch(processPages(describeProjects$({ client, signal: controller.signal }), () => work));
    await settleAll();
    controller.abort(broken);
    work.next("work in hand");
    work.complete();
    await settleAll();
    expect({ seen, sent: sent.length }).toEqual({ seen: ["work in hand", broken], sent: 1 });
  });

  test("by its signal while a page is fetched is an error of the stream at once, and aborts the request", async () => {
    const controller = new AbortController();
    const { client, sent } = scriptedService(() => new Promise(() => undefined));
    const { seen } = watch(processPages(describeProjects$({ client, signal: controller.signal }), namesIn));
    await settleAll();
    controller.abort(broken);
    await settle();
    expect({ seen, aborted: sent.map(({ signal }) => signal?.reason as unknown) }).toEqual({
      seen: [broken],
      aborted: [broken],
    });
  });
});

describe("unsubscribed from", () => {
  test("while a page is fetched, aborts the request", async () => {
    const { client, sent } = scriptedService(() => new Promise(() => undefined));
    const { seen, subscription } = watch(processPages(describeProjects$({ client }), namesIn));
    await settleAll();
    expect(sent.map(({ signal }) => signal?.aborted)).toEqual([false]);
    subscription.unsubscribe();
    expect(sent.map(({ signal }) => signal?.aborted)).toEqual([true]);
    await settleAll();
    expect(seen).toEqual([]);
  });

  test("while a page is worked on, leaves the work and asks for nothing more", async () => {
    const { client, sent } = serviceOf(ABC);
    let left = 0;
    const positions: ListingPosition[] = [];
    const listing = describeProjects$({ client, checkpoint: (position) => positions.push(position) });
    const { seen, subscription } = watch(
      processPages(listing, () => concat(of("begun"), NEVER).pipe(finalize(() => (left += 1)))),
    );
    await settleAll();
    expect(left).toBe(0);
    subscription.unsubscribe();
    expect(left).toBe(1);
    await settleAll();
    expect({ seen, sent: sent.length, positions }).toEqual({ seen: ["begun"], sent: 1, positions: [] });
  });

  test("while work and the page ahead are under way, ends both", async () => {
    const { client, sent } = scriptedService((token) =>
      token === undefined ? page(["a"], "1") : new Promise(() => undefined),
    );
    let left = 0;
    const results = processPages(describeProjects$({ client, prefetch: 1 }), () =>
      NEVER.pipe(finalize(() => (left += 1))),
    );
    const { subscription } = watch(results);
    await settleAll();
    subscription.unsubscribe();
    expect({ left, aborted: sent.map(({ signal }) => signal?.aborted) }).toEqual({ left: 1, aborted: [false, true] });
  });

  test("by take(n), takes no more of endless work", async () => {
    const { client, sent } = serviceOf(ABC);
    let made = 0;
    const endless = function* (): Generator<number> {
      for (;;) {
        yield (made += 1);
      }
    };
    const { seen } = watch(processPages(describeProjects$({ client }), endless).pipe(take(3)));
    await settleAll();
    expect({ seen, made, sent: sent.length }).toEqual({ seen: [1, 2, 3, "complete"], made: 3, sent: 1 });
  });

  test("with a page on its way, works on none", async () => {
    let worked = 0;
    const { client } = serviceOf(ABC);
    // The page is there before the subscription is, and is reported in the next microtask.
    const listing = describeProjects$({ client, perRequest: () => of(page(["a"])) });
    const { subscription } = watch(processPages(listing, () => [(worked += 1)]));
    subscription.unsubscribe();
    await settleAll();
    expect(worked).toBe(0);
  });

  test("before the first page, works on none", async () => {
    let worked = 0;
    const { subscription } = watch(
      processPages(describeProjects$({ client: serviceOf(ABC).client }), () => [(worked += 1)]),
    );
    subscription.unsubscribe();
    await settleAll();
    expect(worked).toBe(0);
  });
});

test("leaves a listing whose iterator cannot be made to end", () => {
  const iterator: AsyncIterator<Page> = { next: () => new Promise(() => undefined) };
  const listing = { [Symbol.asyncIterator]: () => iterator } as unknown as Listing<Page>;
  const { subscription } = watch(processPages(listing, () => EMPTY));
  expect(() => subscription.unsubscribe()).not.toThrow();
});

test("is cold: nothing is sent before a subscription, and each is a walk of its own", async () => {
  const { client, sent } = serviceOf(ABC);
  const results = processPages(describeProjects$({ client }), namesIn).pipe(toArray());
  expect(sent).toEqual([]);
  expect(await lastValueFrom(results)).toEqual(["a", "b", "c"]);
  expect(await lastValueFrom(results)).toEqual(["a", "b", "c"]);
  expect(sent).toHaveLength(6);
});

test("walks throttled pages, if the retry is in perRequest", async () => {
  const scheduler = new VirtualTimeScheduler();
  const { client } = serviceOf(ABC, (number) => {
    if (number % 2 === 0) {
      throw throttling();
    }
  });
  const listing = describeProjects$({ client, perRequest: (page$) => page$.pipe(retryThrottled({ scheduler })) });
  const got = await virtually(scheduler, lastValueFrom(processPages(listing, namesIn).pipe(toArray())));
  expect(got).toEqual(["a", "b", "c"]);
});

test("the types are the listing's pages in, and the work's results out", () => {
  const listing = describeProjects$({ client: serviceOf([]).client });
  expectTypeOf(processPages(listing, async (answer) => answer.ProjectDescriptions)).toEqualTypeOf<
    Observable<Page["ProjectDescriptions"]>
  >();
  expectTypeOf(processPages(listing, () => of(1))).toEqualTypeOf<Observable<number>>();
  expectTypeOf(processPages(listing.resumeFrom(undefined), (_, index) => [index])).toEqualTypeOf<Observable<number>>();

  // @ts-expect-error a listing after an operator has no back-pressure to give
  expectTypeOf(processPages).toBeCallableWith(listing.pipe(flattenProjects()), () => EMPTY);
  // @ts-expect-error work that gives nothing to wait for
  processPages(listing, () => undefined);
  // @ts-expect-error work on pages of another kind
  processPages(listing, (answer: { readonly Labels: string[] }) => answer.Labels);
});
