import { Observable, of, Subject, throwError } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { LISTING } from "../../src/listing/brand.js";
import { isListing } from "../../src/listing/is-listing.js";
import type { Listing } from "../../src/listing/listing.js";
import type { ListingConfig, ListingPosition, PageRequest } from "../../src/request/listing-config.js";
import { listingOf } from "../../src/listing/listing-of.js";
import { nextToken } from "../../src/request/next-token.js";
import { paginate$ } from "../../src/listing/paginate.js";
import type { WalkRestarts } from "../../src/walk/walk-restarts.js";
import { withPerRequest } from "../../src/listing/with-per-request.js";
import { withRestarts } from "../../src/listing/with-restarts.js";
import { ListThingsCommand, never, pagesOf, settle, type ThingsPage, thingsService } from "../support/things.js";
import { watch } from "../support/watch.js";

const ABC = [["a"], ["b"], ["c"]];
const failure = new Error("refused");

const listing = (config: ListingConfig<ThingsPage, ListThingsCommand>): Listing<ThingsPage, string | object> =>
  paginate$(config, ListThingsCommand);
const thingsIn = (seen: readonly unknown[]): unknown[] => seen.map((page) => (page as ThingsPage).Things ?? page);

/** Pages that are refused at these requests, and what was sent. */
function refusing(...refused: readonly number[]) {
  const inner = pagesOf(ABC);
  return thingsService((input, number) => {
    if (refused.includes(number)) {
      throw failure;
    }
    return inner.client.send(new ListThingsCommand(input));
  });
}

/** Begins again as often as it is allowed to. */
function upTo(most: number): () => WalkRestarts<ThingsPage> {
  return () => {
    let restarts = 0;
    return { tryRestart: () => restarts++ < most, withoutDelivered: (page) => page };
  };
}

describe("a walk that may begin again", () => {
  test("asks for page one after the failed request, and for no page in between", async () => {
    const { client, sent } = refusing(2);
    const { seen } = watch(withRestarts(listing({ client }), upTo(1)));
    await settle();
    expect(thingsIn(seen)).toEqual([["a"], ["b"], ...ABC, "complete"]);
    expect(sent.map(({ input }) => input.NextToken)).toEqual([undefined, "1", "2", undefined, "1", "2"]);
  });

  test("is asked of each failed request, with its cause and as perRequest knows it", async () => {
    const { client } = refusing(1, 3);
    const asked: (readonly [unknown, PageRequest])[] = [];
    const { seen } = watch(
      withRestarts(listing({ client }), () => ({
        tryRestart: (...failed) => asked.push(failed) === 1,
        withoutDelivered: (page) => page,
      })),
    );
    await settle();
    expect(asked).toEqual([
      [failure, { operation: "ListThings", token: "1", index: 1 }],
      [failure, { operation: "ListThings", token: "1", index: 2 }],
    ]);
    expect(seen.at(-1)).toMatchObject({ _tag: "ListingError", cause: failure, resumeToken: "1", pagesDelivered: 2 });
  });

  test("delivers what is left of each page, and goes on by the page's own token", async () => {
    const { client } = refusing();
    const left = withRestarts(listing({ client }), () => ({
      tryRestart: () => false,
      withoutDelivered: ({ Things = [] }) => ({ Things: Things.map((thing) => thing.toUpperCase()) }),
    }));
    const { seen } = watch(left);
    await settle();
    expect(seen).toEqual([{ Things: ["A"] }, { Things: ["B"] }, { Things: ["C"] }, "complete"]);
  });

  test("takes tokens for new that came before the restart, and the starting token too", async () => {
    const { client, sent } = refusing(1);
    const { seen } = watch(withRestarts(listing({ client, startingToken: "1" }), upTo(1)));
    await settle();
    expect(thingsIn(seen)).toEqual([["b"], ...ABC, "complete"]);
    expect(sent.map(({ input }) => input.NextToken)).toEqual(["1", "2", undefined, "1", "2"]);
  });

  test("still finds a token that comes again within one attempt", async () => {
    const { client } = thingsService(() => ({ NextToken: "A" }));
    const { seen } = watch(withRestarts(listing({ client }), upTo(1)));
    await settle();
    expect(seen.at(-1)).toMatchObject({ _tag: "RepeatedTokenError", token: "A" });
  });

  test("counts its pages on: maxPages and the positions span the attempts", async () => {
    const { client } = refusing(1);
    const positions: ListingPosition[] = [];
    const config = { client, maxPages: 3, checkpoint: (position: ListingPosition) => void positions.push(position) };
    const { seen } = watch(withRestarts(listing(config), upTo(1)));
    await settle();
    expect(thingsIn(seen.slice(0, -1))).toEqual([["a"], ["a"], ["b"]]);
    expect(seen.at(-1)).toMatchObject({ _tag: "TooManyPagesError", pagesDelivered: 3 });
    expect(positions).toEqual([
      { resumeToken: "1", pagesDelivered: 1 },
      { resumeToken: "1", pagesDelivered: 2 },
      { resumeToken: "2", pagesDelivered: 3 },
    ]);
  });

  test("begins the chunk in hand again, and no chunk before it", async () => {
    const { client, sent } = thingsService(({ NextToken, of: chunk }, number) => {
      if (number === 3) {
        throw failure;
      }
      return NextToken === "1" ? { Things: [`${String(chunk)}1`] } : { Things: [`${String(chunk)}0`], NextToken: "1" };
    });
    const inputs = [{ of: "x" }, { of: "y" }, { of: "z" }];
    const { seen } = watch(withRestarts(listingOf({ client }, nextToken(ListThingsCommand), inputs), upTo(1)));
    await settle();
    expect(thingsIn(seen)).toEqual([["x0"], ["x1"], ["y0"], ["y0"], ["y1"], ["z0"], ["z1"], "complete"]);
    expect(sent).toHaveLength(8);
  });

  test("has memory of its own for each walk", async () => {
    const { client } = refusing(1, 5);
    let made = 0;
    const restartable = withRestarts(listing({ client }), () => {
      made += 1;
      return upTo(1)();
    });
    expect(made).toBe(0);
    for (const _ of ["first", "second"]) {
      const { seen } = watch(restartable);
      await settle();
      expect(seen.at(-1)).toBe("complete");
    }
    expect(made).toBe(2);
  });

  test("is the same for a pull, within its demand", async () => {
    const { client, sent } = refusing(2);
    const seen: unknown[] = [];
    for await (const { Things } of withRestarts(listing({ client }), upTo(1))) {
      seen.push(Things);
      // The page in hand was the last that was asked for; the refused request comes with the page after it.
      expect(sent).toHaveLength(seen.length <= 2 ? seen.length : seen.length + 1);
    }
    expect(seen).toEqual([["a"], ["b"], ...ABC]);
  });

  test("stays what it was made to be, whatever is wrapped around it and wherever it is resumed", async () => {
    for (const wrap of [
      (inner: Listing<ThingsPage, string | object>) => withPerRequest(inner, (page$) => page$),
      (inner: Listing<ThingsPage, string | object>) => inner.resumeFrom(undefined),
      // A second use replaces the first.
      (inner: Listing<ThingsPage, string | object>) => withRestarts(withRestarts(inner, upTo(0)), upTo(1)),
    ]) {
      const restartable = wrap(withRestarts(listing({ client: refusing(1).client }), upTo(1)));
      expect(isListing(restartable)).toBe(true);
      const { seen } = watch(restartable);
      await settle();
      expect(thingsIn(seen)).toEqual([["a"], ...ABC, "complete"]);
    }
  });

  test("begins again within perRequest's own call, without a request in between", () => {
    const answers = [of({ Things: ["a"], NextToken: "1" }), throwError(() => failure), of({ Things: ["a", "b"] })];
    const perRequest = (_: unknown, { index, token }: PageRequest) =>
      answers[token === undefined ? index * 2 : 1] ?? throwError(() => failure);
    const { client, sent } = thingsService(never);
    const { seen } = watch(withRestarts(listing({ client, perRequest }), upTo(1)));
    expect(thingsIn(seen)).toEqual([["a"], ["a", "b"], "complete"]);
    expect(sent).toEqual([]);
  });

  test("delivers nothing of a request that has emitted two pages at once", () => {
    const again$ = new Subject<ThingsPage>();
    const answers = [of({ Things: ["no"] }, { Things: ["nor this"] }), again$];
    const perRequest = () => answers.shift() ?? throwError(() => failure);
    const { client } = thingsService(never);
    const { seen } = watch(withRestarts(listing({ client, perRequest }), upTo(1)));
    expect(seen).toEqual([]);
    again$.next({ Things: ["a"] });
    again$.complete();
    expect(thingsIn(seen)).toEqual([["a"], "complete"]);
  });
});

describe("a walk that is closed", () => {
  test("by whoever is asked about a restart, sends nothing more and says nothing more", async () => {
    const { client, sent } = refusing(1);
    const watched = watch(
      withRestarts(listing({ client }), () => ({
        tryRestart: () => {
          watched.subscription.unsubscribe();
          return true;
        },
        withoutDelivered: (page) => page,
      })),
    );
    await settle();
    expect({ seen: thingsIn(watched.seen), sent: sent.length }).toEqual({ seen: [["a"]], sent: 2 });
  });

  test("by a wrapper that is left for the restart, asks for nothing more", () => {
    const page$ = new Subject<ThingsPage>();
    let wrapped = 0;
    const perRequest = () => {
      wrapped += 1;
      return new Observable<ThingsPage>((subscriber) => {
        subscriber.add(page$.subscribe((page) => subscriber.next(page)));
        subscriber.add(() => watched.subscription.unsubscribe());
      });
    };
    const { client } = thingsService(never);
    const watched = watch(withRestarts(listing({ client, perRequest }), upTo(1)));
    page$.next({});
    // A second page for one request is a failure, of which this walk says that it begins again.
    page$.next({});
    expect({ wrapped, seen: watched.seen }).toEqual({ wrapped: 1, seen: [] });
  });

  test("is asked about no failure", async () => {
    let asked = 0;
    const controller = new AbortController();
    const { client } = thingsService(
      (_, number) => new Promise((_, reject) => number === 0 && controller.signal.addEventListener("abort", reject)),
    );
    const { seen } = watch(
      withRestarts(listing({ client, signal: controller.signal }), () => ({
        tryRestart: () => (asked += 1) > 0,
        withoutDelivered: (page) => page,
      })),
    );
    controller.abort(failure);
    await settle();
    expect({ seen, asked }).toEqual({ seen: [failure], asked: 0 });
  });
});

describe("what throws", () => {
  const thrown = new Error("thrown");
  const throwing = (): never => {
    throw thrown;
  };

  test("when it is made, is the cause, for a pull too", async () => {
    const broken = withRestarts(listing({ client: refusing().client }), throwing);
    const { seen } = watch(broken);
    await settle();
    const pulled: unknown = await broken[Symbol.asyncIterator]()
      .next()
      .catch((error: unknown) => error);
    expect([...seen, pulled]).toMatchObject([
      { _tag: "ListingError", cause: thrown, pagesDelivered: 0 },
      { _tag: "ListingError", cause: thrown, pagesDelivered: 0 },
    ]);
  });

  test("when it is asked about a restart, is the cause in place of the failure", async () => {
    const { client } = refusing(1);
    const { seen } = watch(
      withRestarts(listing({ client }), () => ({ tryRestart: throwing, withoutDelivered: (page) => page })),
    );
    await settle();
    expect(seen.at(-1)).toMatchObject({ _tag: "ListingError", cause: thrown, resumeToken: "1", pagesDelivered: 1 });
  });

  test("when it is given a page, is the cause, and the page is asked for again by a resumption", async () => {
    const { client } = refusing();
    const restarts = { tryRestart: () => false, withoutDelivered: throwing };
    const { seen } = watch(withRestarts(listing({ client, startingToken: "1" }), () => restarts));
    await settle();
    expect(seen).toEqual([
      expect.objectContaining({ _tag: "ListingError", cause: thrown, resumeToken: "1", pagesDelivered: 0 }),
    ]);
  });

  test("is never given a page that is none", async () => {
    const { client } = thingsService(() => null as unknown as ThingsPage);
    const restarts = { tryRestart: () => false, withoutDelivered: throwing };
    const { seen } = watch(withRestarts(listing({ client }), () => restarts));
    await settle();
    expect(seen).toMatchObject([{ cause: { message: expect.stringContaining("answered with null") as string } }]);
  });
});

test("a listing of an older copy is refused at once, by what to do", () => {
  const older = Object.assign(of(), { [LISTING]: () => older }) as unknown as Listing<ThingsPage>;
  expect(() => withRestarts(older, upTo(1))).toThrow(/older copy of @rekognition-rx\/core.*install one version/u);
});

test("the types of the page and of the token are kept", () => {
  const inner = listing({ client: pagesOf(ABC).client });
  expectTypeOf(withRestarts(inner, upTo(1))).toEqualTypeOf<Listing<ThingsPage, string | object>>();
  // @ts-expect-error the remainder of a page is a page
  withRestarts(inner, () => ({ tryRestart: () => true, withoutDelivered: () => 5 }));
});
