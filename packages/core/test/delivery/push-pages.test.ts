import { runInNewContext } from "node:vm";
import { getEventListeners } from "node:events";
import { concat, finalize, type Observable, of, Subject, type Subscription, take, toArray } from "rxjs";
import { describe, expect, test, vi } from "vitest";
import type { ListingConfig, ListingPosition, PerRequest } from "../../src/request/listing-config.js";
import { paginate$ } from "../../src/listing/paginate.js";
import { ListThingsCommand, never, pagesOf, settle, type ThingsPage, thingsService } from "../support/things.js";
import { watch } from "../support/watch.js";

const ABC = [["a"], ["b"], ["c"]];
const failure = new Error("refused");

const listing = (config: ListingConfig<ThingsPage, ListThingsCommand>) => paginate$(config, ListThingsCommand);
const thingsIn = (seen: readonly unknown[]): unknown[] => seen.map((page) => (page as ThingsPage).Things ?? page);

/** Pages that are there at once, fifty thousand and a last one. */
const fiftyThousand: PerRequest<ThingsPage> = (_, { index }) => of(index < 50_000 ? { NextToken: String(index) } : {});

describe("a subscription", () => {
  test("sends nothing before there is one, and a walk of its own for each", async () => {
    const { client, sent } = pagesOf(ABC);
    const things$ = listing({ client });
    expect(sent).toEqual([]);
    const [one, two] = [watch(things$), watch(things$)];
    await settle();
    expect(thingsIn(one.seen)).toEqual([...ABC, "complete"]);
    expect(thingsIn(two.seen)).toEqual([...ABC, "complete"]);
    expect(sent).toHaveLength(6);
  });

  test("asks for the next page when its next has returned, whatever prefetch says", async () => {
    const { client, sent } = pagesOf(ABC);
    const sentAtNext: number[] = [];
    listing({ client, prefetch: 5 }).subscribe(() => sentAtNext.push(sent.length));
    await settle();
    expect(sentAtNext).toEqual([1, 2, 3]);
  });

  test("with take(n) sends the requests whose pages are taken, and no more", async () => {
    const { client, sent } = pagesOf(ABC);
    const { seen } = watch(listing({ client, prefetch: 2 }).pipe(take(2)));
    await settle();
    expect(thingsIn(seen)).toEqual([["a"], ["b"], "complete"]);
    expect(sent).toHaveLength(2);
  });

  test("that is ended aborts the request in flight, and is notified of nothing afterwards", async () => {
    const answer = new Subject<ThingsPage>();
    const { client, sent } = thingsService(
      () => new Promise((resolve) => void answer.subscribe((page) => resolve(page))),
    );
    const { seen, subscription } = watch(listing({ client }));
    expect(sent[0]?.options?.abortSignal?.aborted).toBe(false);
    subscription.unsubscribe();
    expect(sent[0]?.options?.abortSignal?.aborted).toBe(true);
    answer.next({ Things: ["late"], NextToken: "1" });
    await settle();
    expect(seen).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  test("that is ended in its own next asks for nothing more", async () => {
    const { client, sent } = pagesOf(ABC);
    const subscription = listing({ client }).subscribe(() => subscription.unsubscribe());
    await settle();
    expect(sent).toHaveLength(1);
  });

  test("takes constant stack, though every page be there at once", () => {
    let pages = 0;
    listing({ client: pagesOf([]).client, perRequest: fiftyThousand }).subscribe(() => (pages += 1));
    expect(pages).toBe(50_001);
  });
});

describe("checkpoint", () => {
  test("is called with where the walk stands when next has returned", async () => {
    const events: unknown[] = [];
    const { client } = pagesOf(ABC);
    listing({ client, checkpoint: (position) => events.push(position) }).subscribe((page) => events.push(page.Things));
    await settle();
    const end = 'rekognition-rx:{"operation":"ListThings","end":true}';
    expect(events).toEqual([
      ["a"],
      { resumeToken: "1", pagesDelivered: 1 },
      ["b"],
      { resumeToken: "2", pagesDelivered: 2 },
      ["c"],
      { resumeToken: end, pagesDelivered: 3 },
    ]);
  });

  test("is called with positions that each resume to the rest", async () => {
    const positions: ListingPosition[] = [];
    const { client } = pagesOf(ABC);
    const things$ = listing({ client, checkpoint: (position) => positions.push(position) });
    watch(things$);
    await settle();
    const rests = positions.map(({ resumeToken }) => watch(things$.resumeFrom(resumeToken)).seen);
    await settle();
    expect(rests.map(thingsIn)).toEqual([[["b"], ["c"], "complete"], [["c"], "complete"], ["complete"]]);
  });

  test.each([
    ["by take", (things$: Observable<ThingsPage>) => things$.pipe(take(2)).subscribe()],
    [
      "by unsubscribing",
      (things$: Observable<ThingsPage>) => {
        const subscription: Subscription = things$.subscribe(({ Things }) => {
          if (Things?.[0] === "b") {
            subscription.unsubscribe();
          }
        });
      },
    ],
  ])(
    "is not called for the page in whose next the subscriber left, %s: it may not have done with it",
    async (_, leave) => {
      const positions: ListingPosition[] = [];
      const { client } = pagesOf(ABC);
      leave(listing({ client, checkpoint: (position) => positions.push(position) }));
      await settle();
      expect(positions).toEqual([{ resumeToken: "1", pagesDelivered: 1 }]);
    },
  );

  test("that throws ends the walk after the page, with what it threw", async () => {
    const { client, sent } = pagesOf(ABC);
    const checkpoint = (): never => {
      throw failure;
    };
    const { seen } = watch(listing({ client, checkpoint }));
    await settle();
    expect(thingsIn(seen)).toEqual([["a"], failure]);
    expect(sent).toHaveLength(1);
  });

  test("that returns a promise is awaited before the next page is asked for, and before the end", async () => {
    const { client, sent } = pagesOf(ABC);
    const saves: (() => void)[] = [];
    const checkpoint = (): Promise<void> => new Promise((resolve) => saves.push(resolve));
    const { seen } = watch(listing({ client, checkpoint, prefetch: 5 }));
    for (let page = 1; page <= 3; page += 1) {
      await settle();
      expect({ pages: seen.length, saves: saves.length, sent: sent.length }).toEqual({
        pages: page,
        saves: page,
        sent: page,
      });
      saves.at(-1)?.();
    }
    await settle();
    expect(thingsIn(seen)).toEqual([...ABC, "complete"]);
  });

  test("that rejects ends the walk with what it rejected with", async () => {
    const { client, sent } = pagesOf(ABC);
    const { seen } = watch(listing({ client, checkpoint: () => Promise.reject(failure) }));
    await settle();
    expect(thingsIn(seen)).toEqual([["a"], failure]);
    expect(sent).toHaveLength(1);
  });

  test("that returns what throws when it is looked at ends the walk with that", async () => {
    for (const looks of [0, 1]) {
      const { client, sent } = pagesOf(ABC);
      const checkpoint = (): unknown => {
        let looked = 0;
        return {
          // oxlint-disable-next-line unicorn/no-thenable -- the test is about one
          get then() {
            looked += 1;
            if (looked > looks) {
              throw failure;
            }
            return () => undefined;
          },
        };
      };
      const { seen } = watch(listing({ client, checkpoint }));
      await settle();
      expect(thingsIn(seen)).toEqual([["a"], failure]);
      expect(sent).toHaveLength(1);
    }
  });

  test("is awaited though its promise be of another realm", async () => {
    const { client } = pagesOf(ABC);
    const events: unknown[] = [];
    const saved: unknown = runInNewContext("(save) => new Promise((resolve) => save(resolve))");
    const checkpoint = (): unknown =>
      (saved as (save: (resolve: () => void) => void) => unknown)((resolve) =>
        setImmediate(() => {
          events.push("saved");
          resolve();
        }),
      );
    listing({ client, checkpoint }).subscribe((page) => events.push(page.Things));
    await settle();
    expect(events).toEqual([["a"], "saved", ["b"], "saved", ["c"], "saved"]);
  });

  test("is not waited for by an abort, and a rejection after the end is nobody's", async () => {
    const { client, sent } = pagesOf(ABC);
    const controller = new AbortController();
    let reject: ((error: unknown) => void) | undefined;
    const checkpoint = (): Promise<void> =>
      new Promise((_, fail) => {
        reject = fail;
      });
    const { seen } = watch(listing({ client, checkpoint, signal: controller.signal }));
    await settle();
    controller.abort(failure);
    expect(thingsIn(seen)).toEqual([["a"], failure]);
    // Unhandled, it would fail the run of this file.
    reject?.(new Error("too late"));
    await settle();
    expect(thingsIn(seen)).toEqual([["a"], failure]);
    expect(sent).toHaveLength(1);
  });

  test("may end the subscription: nothing more is asked for", async () => {
    const { client, sent } = pagesOf(ABC);
    const controller = new AbortController();
    const { seen } = watch(listing({ client, signal: controller.signal, checkpoint: () => controller.abort(failure) }));
    await settle();
    expect(thingsIn(seen)).toEqual([["a"], failure]);
    expect(sent).toHaveLength(1);
  });
});

const refuse = (number: number): ReturnType<typeof pagesOf> => {
  const inner = pagesOf(ABC);
  return thingsService((input, at) => {
    if (at === number) {
      throw failure;
    }
    return inner.client.send(new ListThingsCommand(input));
  });
};

describe("a request that fails", () => {
  test.each([0, 1, 2])("ends the walk with what is needed to go on: request %d", async (number) => {
    const { client } = refuse(number);
    const things$ = listing({ client, label: "mine" });
    const { seen } = watch(things$);
    await settle();
    const error = seen.at(-1);
    expect(thingsIn(seen.slice(0, -1))).toEqual(ABC.slice(0, number));
    expect(error).toMatchObject({
      _tag: "ListingError",
      operation: "ListThings",
      label: "mine",
      cause: failure,
      resumeToken: number === 0 ? undefined : String(number),
      pagesDelivered: number,
    });
    const rest = watch(things$.resumeFrom((error as { resumeToken: string | undefined }).resumeToken));
    await settle();
    expect(thingsIn(rest.seen)).toEqual([...ABC.slice(number), "complete"]);
  });

  test.each<[string, () => Promise<ThingsPage>, unknown]>([
    ["rejects with nothing", () => Promise.reject(undefined), undefined],
    ["rejects with null", () => Promise.reject(null), null],
    ["rejects with what has no text", () => Promise.reject(Object.create(null) as Error), {}],
    ["answers null", () => Promise.resolve(null as unknown as ThingsPage), expect.any(TypeError)],
    ["answers nothing", () => Promise.resolve(undefined as unknown as ThingsPage), expect.any(TypeError)],
    ["answers text", () => Promise.resolve("<html>" as unknown as ThingsPage), expect.any(TypeError)],
  ])("is a ListingError, and never silence: the client %s", async (_, answer, cause) => {
    const { seen } = watch(listing({ client: thingsService(answer).client }));
    await settle();
    expect(seen).toEqual([expect.objectContaining({ _tag: "ListingError", pagesDelivered: 0, cause })]);
  });
});

describe("a token that comes again", () => {
  const ABAB = thingsService(({ NextToken }) => ({ NextToken: NextToken === "A" ? "B" : "A" }));

  test("is an error before a page is asked for twice, though it is not the previous one", async () => {
    const { seen } = watch(listing({ client: ABAB.client }));
    await settle();
    expect(seen.slice(0, -1)).toHaveLength(3);
    expect(seen.at(-1)).toMatchObject({ _tag: "RepeatedTokenError", token: "A", pagesDelivered: 3 });
    expect(ABAB.sent.map(({ input }) => input.NextToken)).toEqual([undefined, "A", "B"]);
  });

  test("is the end, if it was said so; and the end is what checkpoint is called with", async () => {
    const positions: ListingPosition[] = [];
    const { seen } = watch(
      listing({ client: ABAB.client, onRepeatedToken: "stop", checkpoint: (position) => positions.push(position) }),
    );
    await settle();
    expect(seen.at(-1)).toBe("complete");
    expect(positions.at(-1)).toEqual({
      resumeToken: 'rekognition-rx:{"operation":"ListThings","end":true}',
      pagesDelivered: 3,
    });
  });

  test.each<[string, () => unknown]>([
    ["a big integer in it", () => ({ id: 5n })],
    ["bytes in it", () => ({ id: Uint8Array.of(1) })],
  ])("is an error whatever it is made of: %s", async (_, token) => {
    const { client } = thingsService(() => ({ NextToken: token() }));
    const { seen } = watch(listing({ client }));
    await settle();
    expect(seen.at(-1)).toMatchObject({ _tag: "RepeatedTokenError", pagesDelivered: 2 });
  });

  test("is the start's too", async () => {
    const { client } = thingsService(() => ({ NextToken: "A" }));
    const { seen } = watch(listing({ client, startingToken: "A" }));
    await settle();
    expect(seen.at(-1)).toMatchObject({ _tag: "RepeatedTokenError", token: "A", pagesDelivered: 1 });
  });
});

test.each([undefined, null, ""])("a token that is %o ends the walk", async (NextToken) => {
  const { seen } = watch(listing({ client: thingsService(() => ({ Things: [], NextToken })).client }));
  await settle();
  expect(seen).toEqual([{ Things: [], NextToken }, "complete"]);
});

describe("more pages than maxPages", () => {
  test("are an error after the last that is allowed, with the place to go on from", async () => {
    const { client, sent } = pagesOf(ABC);
    const { seen } = watch(listing({ client, maxPages: 2 }));
    await settle();
    expect(seen.at(-1)).toMatchObject({
      _tag: "TooManyPagesError",
      maxPages: 2,
      resumeToken: "2",
      pagesDelivered: 2,
    });
    expect(seen).toHaveLength(3);
    expect(sent).toHaveLength(2);
  });

  test("are none where there are just as many", async () => {
    const { seen } = watch(listing({ client: pagesOf(ABC).client, maxPages: 3 }));
    await settle();
    expect(thingsIn(seen)).toEqual([...ABC, "complete"]);
  });
});

describe("a signal", () => {
  test("that has aborted already ends the walk before anything is sent", () => {
    const { client, sent } = pagesOf(ABC);
    const { seen } = watch(listing({ client, signal: AbortSignal.abort(failure) }));
    expect(seen).toEqual([failure]);
    expect(sent).toEqual([]);
  });

  test("that aborts ends every walk that shares it, with its reason, and their requests", async () => {
    const { client, sent } = thingsService(never);
    const controller = new AbortController();
    const walks = Array.from({ length: 20 }, () => watch(listing({ client, signal: controller.signal })));
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    controller.abort(failure);
    expect(walks.map(({ seen }) => seen)).toEqual(walks.map(() => [failure]));
    expect(sent.map(({ options }) => options?.abortSignal?.reason as unknown)).toEqual(walks.map(() => failure));
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("keeps no listener of a walk that has ended, however it has", async () => {
    const { signal } = new AbortController();
    watch(listing({ client: pagesOf(ABC).client, signal }));
    watch(listing({ client: pagesOf(ABC).client, signal }).pipe(take(1)));
    watch(listing({ client: thingsService(() => Promise.reject(failure)).client, signal }));
    watch(listing({ client: thingsService(never).client, signal })).subscription.unsubscribe();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await settle();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("of sendOptions ends the walk likewise, and the other options reach the client", () => {
    const { client, sent } = thingsService(never);
    const controller = new AbortController();
    const sendOptions = { requestTimeout: 5_000, abortSignal: controller.signal };
    const { seen } = watch(listing({ client, sendOptions }));
    expect(sent[0]?.options).toMatchObject({ requestTimeout: 5_000 });
    expect(sent[0]?.options?.abortSignal).toBeInstanceOf(AbortSignal);
    controller.abort(failure);
    expect(sent[0]?.options?.abortSignal?.reason).toBe(failure);
    expect(seen).toEqual([failure]);
  });

  test("of sendOptions ends a resumed walk too, whatever other signal it has", () => {
    const controller = new AbortController();
    const things$ = listing({
      client: thingsService(never).client,
      sendOptions: { abortSignal: controller.signal },
    });
    const { seen } = watch(things$.resumeFrom("1", { signal: new AbortController().signal }));
    controller.abort(failure);
    expect(seen).toEqual([failure]);
  });

  test("that aborts reaches every walk, though a finalizer of one of them throws; that is reported", () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    try {
      const { client, sent } = thingsService(never);
      const { signal, abort } = controls();
      const clumsy = new Error("a finalizer that throws");
      const perRequest: PerRequest<ThingsPage> = (page$) =>
        page$.pipe(
          finalize(() => {
            throw clumsy;
          }),
        );
      const walks = [watch(listing({ client, signal, perRequest })), watch(listing({ client, signal }))];
      abort();
      expect(walks.map(({ seen }) => seen)).toEqual([[failure], [failure]]);
      expect(sent.map(({ options }) => options?.abortSignal?.aborted)).toEqual([true, true]);
      expect(() => vi.runAllTimers()).toThrow(/a finalizer that throws/);
    } finally {
      vi.useRealTimers();
    }
  });

  test("of a resumed walk stands in for the one that has aborted", async () => {
    const { client } = pagesOf(ABC);
    const things$ = listing({ client, signal: AbortSignal.abort(failure) });
    const { seen } = watch(things$.resumeFrom("1", { signal: new AbortController().signal }));
    await settle();
    expect(thingsIn(seen)).toEqual([["b"], ["c"], "complete"]);
  });
});

test("resumeFrom(undefined) starts at page one, whatever the configuration says", async () => {
  const { client } = pagesOf(ABC);
  const { seen } = watch(listing({ client, startingToken: "2" }).resumeFrom(undefined));
  await settle();
  expect(thingsIn(seen)).toEqual([...ABC, "complete"]);
});

test("concatenated with its own rest gives every page once", async () => {
  const { client } = pagesOf(ABC);
  const things$ = listing({ client });
  const { seen } = watch(concat(things$.pipe(take(1)), things$.resumeFrom("1")).pipe(toArray()));
  await settle();
  expect(seen.map((pages) => (Array.isArray(pages) ? thingsIn(pages) : pages))).toEqual([ABC, "complete"]);
});

function controls(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort(failure) };
}
