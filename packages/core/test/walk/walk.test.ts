import { concat, EMPTY, from, map, NEVER, Observable, of, range, repeat, retry, switchMap, tap, timer } from "rxjs";
import { describe, expect, test } from "vitest";
import type { ListingConfig, PageRequest } from "../../src/request/listing-config.js";
import { paginate$ } from "../../src/listing/paginate.js";
import { ListThingsCommand, never, pagesOf, settle, type ThingsPage, thingsService } from "../support/things.js";
import { watch } from "../support/watch.js";

const ABC = [["a"], ["b"], ["c"]];
const failure = new Error("refused");

const listing = (config: ListingConfig<ThingsPage, ListThingsCommand>) => paginate$(config, ListThingsCommand);
const thingsIn = (seen: readonly unknown[]): unknown[] => seen.map((page) => (page as ThingsPage).Things ?? page);

describe("perRequest", () => {
  test("is asked once a page, with the operation, the token and the number", async () => {
    const requests: PageRequest[] = [];
    const { seen } = watch(
      listing({
        client: pagesOf(ABC).client,
        perRequest: (page$, request) => {
          requests.push(request);
          return page$;
        },
      }),
    );
    await settle();
    expect(thingsIn(seen)).toEqual([...ABC, "complete"]);
    expect(requests).toEqual([
      { operation: "ListThings", token: undefined, index: 0 },
      { operation: "ListThings", token: "1", index: 1 },
      { operation: "ListThings", token: "2", index: 2 },
    ]);
  });

  test("is given a request that is sent when it is subscribed to, and each time it is", async () => {
    let refused = 0;
    const inner = pagesOf(ABC);
    const { client, sent } = thingsService((input) => {
      refused += 1;
      if (refused < 3) {
        throw failure;
      }
      return inner.client.send(new ListThingsCommand(input));
    });
    const held: Observable<ThingsPage>[] = [];
    const { seen } = watch(
      listing({
        client,
        perRequest: (page$) => {
          held.push(page$);
          return timer(0).pipe(
            tap(() => expect(sent).toHaveLength(held.length === 1 ? 0 : held.length + 1)),
            switchMap(() => page$.pipe(retry(2))),
          );
        },
      }),
    );
    while (seen.at(-1) !== "complete") {
      await settle();
    }
    expect(thingsIn(seen)).toEqual([...ABC, "complete"]);
    expect(sent.map(({ input }) => input.NextToken)).toEqual([undefined, undefined, undefined, "1", "2"]);
  });

  test("may give another page, which is then the page", async () => {
    const { seen } = watch(
      listing({
        client: pagesOf(ABC).client,
        perRequest: (page$) => page$.pipe(map((page) => ({ ...page, Things: ["seen", ...(page.Things ?? [])] }))),
      }),
    );
    await settle();
    expect(thingsIn(seen)).toEqual([["seen", "a"], ["seen", "b"], ["seen", "c"], "complete"]);
  });

  test("delivers the page when it completes, and not before", async () => {
    const { seen } = watch(listing({ client: pagesOf(ABC).client, perRequest: (page$) => concat(page$, NEVER) }));
    await settle();
    expect(seen).toEqual([]);
  });

  test.each<[string, (page$: Observable<ThingsPage>) => Observable<ThingsPage>, RegExp | Error]>([
    ["gives no page", () => EMPTY, /^perRequest completed without a page; it must emit one/],
    ["gives two pages", () => of({}, {}), /^perRequest emitted a second page for one request/],
    ["gives two pages and stays", () => concat(of({}, {}), NEVER), /^perRequest emitted a second page/],
    // Nothing makes such a source stop, unless it is left from inside.
    [
      "gives pages without end, at once",
      () => range(0, Infinity).pipe(map(() => ({}))),
      /^perRequest emitted a second/,
    ],
    ["gives pages without end, later", (page$) => page$.pipe(repeat()), /^perRequest emitted a second page/],
    [
      "gives null",
      () => of(null as unknown as ThingsPage),
      /^ListThings was answered with null and not with an object; check the client's middleware, perRequest, or the test double of the client$/,
    ],
    ["gives nothing to subscribe to", () => undefined as unknown as Observable<ThingsPage>, /./],
    [
      "throws",
      () => {
        throw failure;
      },
      failure,
    ],
    [
      "errors",
      (page$) =>
        page$.pipe(
          map(() => Promise.reject(failure)),
          switchMap(from),
        ),
      failure,
    ],
  ])("that %s is a ListingError, and nothing more is asked for", async (_, perRequest, cause) => {
    const { client, sent } = thingsService(() => ({ NextToken: "1" }));
    const { seen } = watch(listing({ client, perRequest }));
    await settle();
    expect(seen).toEqual([expect.objectContaining({ _tag: "ListingError", pagesDelivered: 0 })]);
    const { cause: got } = seen[0] as { cause: Error };
    expect(cause instanceof RegExp ? cause.test(got.message) : got === cause).toBe(true);
    expect(sent.length).toBeLessThanOrEqual(2);
  });

  test("is given for a request that is refused later, whose signal is not aborted then", async () => {
    const { client, sent } = thingsService(() => Promise.reject(failure));
    const { seen } = watch(listing({ client, perRequest: (page$) => page$.pipe(map((page) => page)) }));
    await settle();
    expect(seen).toMatchObject([{ _tag: "ListingError", cause: failure }]);
    expect(sent[0]?.options?.abortSignal?.aborted).toBe(false);
  });

  test("leaves the signal of a request that was answered alone", async () => {
    const { client, sent } = pagesOf(ABC);
    watch(listing({ client, perRequest: (page$) => page$.pipe(map((page) => page)) }));
    await settle();
    expect(sent.map(({ options }) => options?.abortSignal?.aborted)).toEqual([false, false, false]);
  });

  test("that outlives the walk sends nothing more", async () => {
    const { client, sent } = pagesOf(ABC);
    const held: Observable<ThingsPage>[] = [];
    const { subscription } = watch(
      listing({
        client,
        perRequest: (page$) => {
          held.push(page$);
          return NEVER;
        },
      }),
    );
    subscription.unsubscribe();
    const late = watch(held[0] ?? EMPTY);
    expect(late.seen).toEqual([new Error("the walk of ListThings has ended; this page is not asked for again")]);
    expect(sent).toEqual([]);
  });

  test("is left when the walk is, and its request aborted with the signal's reason", () => {
    const { client, sent } = thingsService(never);
    const controller = new AbortController();
    let left = 0;
    const perRequest = (page$: Observable<ThingsPage>): Observable<ThingsPage> =>
      new Observable((subscriber) => {
        subscriber.add(page$.subscribe(subscriber));
        subscriber.add(() => (left += 1));
      });
    watch(listing({ client, perRequest, signal: controller.signal }));
    controller.abort(failure);
    expect({ left, reason: sent[0]?.options?.abortSignal?.reason as unknown }).toEqual({ left: 1, reason: failure });
  });
});

test("a walk that withCommand ends sends nothing", async () => {
  const controller = new AbortController();
  const { client, sent } = pagesOf(ABC);
  const withCommand = (): undefined => controller.abort(failure) as undefined;
  const { seen } = watch(listing({ client, withCommand, signal: controller.signal }));
  await settle();
  expect({ seen, sent: sent.length }).toEqual({ seen: [failure], sent: 0 });
});

test.each<[string, Partial<ListingConfig<ThingsPage, ListThingsCommand>>, string]>([
  ["too many pages", { maxPages: 1 }, "TooManyPagesError"],
  ["a token that comes again", { startingToken: "1" }, "RepeatedTokenError"],
])("a walk that ends with %s is not at its end: checkpoint is called with where to go on", async (_, config, tag) => {
  const tokens: string[] = [];
  const { client } = thingsService(() => ({ NextToken: "1" }));
  const { seen } = watch(listing({ client, ...config, checkpoint: ({ resumeToken }) => tokens.push(resumeToken) }));
  await settle();
  expect(seen.at(-1)).toMatchObject({ _tag: tag });
  expect(tokens).toEqual(["1"]);
});

/** Two pages, of which the last repeats its token. */
const logs = () =>
  thingsService(({ nextToken }) => ({
    Things: [String(nextToken)],
    nextForwardToken: nextToken === undefined ? "f/1" : "f/2",
  }));

describe("a last page that repeats its token", () => {
  const operation = {
    command: ListThingsCommand,
    inputToken: "nextToken",
    outputToken: "nextForwardToken",
    end: "same",
  } as const;
  test("is the end, for an operation that ends so", async () => {
    const { client, sent } = logs();
    const { seen } = watch(paginate$({ client }, operation));
    await settle();
    expect(thingsIn(seen)).toEqual([["undefined"], ["f/1"], ["f/2"], "complete"]);
    expect(sent).toHaveLength(3);
  });

  test("is the end though the token be an object", async () => {
    const { client } = thingsService(({ nextToken }) => ({
      nextForwardToken: nextToken === undefined ? { shard: 1, at: 2 } : { at: 2, shard: 1 },
    }));
    const { seen } = watch(paginate$({ client }, operation));
    await settle();
    expect(seen).toHaveLength(3);
    expect(seen.at(-1)).toBe("complete");
  });

  test("is the end of a walk that starts there", async () => {
    const { client, sent } = logs();
    const { seen } = watch(paginate$({ client, startingToken: "f/2" }, operation));
    await settle();
    expect(thingsIn(seen)).toEqual([["f/2"], "complete"]);
    expect(sent).toHaveLength(1);
  });

  test("is an error for every other operation, and for a token that is older", async () => {
    const { seen } = watch(paginate$({ client: logs().client }, { ...operation, end: "absent" }));
    const older = thingsService(({ nextToken }) => ({ nextForwardToken: nextToken === "A" ? "B" : "A" }));
    const other = watch(paginate$({ client: older.client }, operation));
    await settle();
    expect(seen.at(-1)).toMatchObject({ _tag: "RepeatedTokenError", token: "f/2" });
    expect(other.seen.at(-1)).toMatchObject({ _tag: "RepeatedTokenError", token: "A" });
  });
});
