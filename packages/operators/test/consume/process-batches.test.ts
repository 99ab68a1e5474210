import type { DescribeProjectsCommandOutput } from "@aws-sdk/client-rekognition";
import {
  describeProjects$,
  isListingError,
  type Listing,
  type ResourceFailure,
  resourceFailureOf,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import {
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
} from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type Batch, processBatches, type ProcessBatchesOptions } from "../../src/consume/process-batches.js";
import { type EachPage } from "../../src/each/each-page.js";
import { walkEach } from "../../src/each/walk-each.js";
import { flattenProjects } from "../../src/flatten/flatten-projects.js";
import {
  NestedAccount,
  nameOfPage,
  type NestedPlan,
  type Project,
  type VersionsPage,
} from "../each/support/nested-account.js";
import { settle } from "../retry/support/run-virtually.js";
import { namesIn, page, scriptedService, serviceOf } from "../retry/support/scripted-service.js";
import { watch } from "../support/watch.js";

type Page = DescribeProjectsCommandOutput;
type Name = string | undefined;
const broken = new Error("broken");

const pages = fc.array(fc.array(fc.stringMatching(/^[a-z]{2}$/), { maxLength: 4 }), { minLength: 1, maxLength: 12 });
const sizes = fc.record({ pages: fc.integer({ min: 1, max: 4 }), items: fc.integer({ min: 1, max: 6 }) });

/** Turns of the event loop for what is prefetched to reach its socket, and for what follows from it. */
async function settleAll(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await settle();
  }
}

/** All batches, each done at once. */
function batchesOf<P, Item = P>(
  listing: Listing<P>,
  options: ProcessBatchesOptions<P, Item>,
): Promise<readonly Batch<Item>[]> {
  return lastValueFrom(processBatches(listing, options, (batch) => [batch]).pipe(toArray()));
}

/** What a job has written: batches and the position after them, both or neither. */
interface Store<Item> {
  readonly batches: (readonly Item[])[];
  token: string | undefined;
  isDone: boolean;
}

type Death = "never" | "as it works" | "as it has committed";

/** One life of a job: it goes on from where it stands, and dies in the work on some batch. */
async function live<P, Item>(
  listing: Listing<P>,
  options: ProcessBatchesOptions<P, Item>,
  store: Store<Item>,
  { batch: last, death }: { readonly batch: number; readonly death: Death },
): Promise<void> {
  const commits$ = processBatches(listing, { ...options, resumeFrom: store.token }, async (batch, index) => {
    await settle();
    const dies = index === last && death !== "never";
    if (dies && death === "as it works") {
      throw broken;
    }
    store.batches.push(batch.items);
    store.token = batch.resumeToken;
    store.isDone = batch.isLast;
    if (dies) {
      throw broken;
    }
  });
  await lastValueFrom(commits$).catch((error: unknown) => {
    if (error !== broken) {
      throw error;
    }
  });
}

const lives = fc.array(
  fc.record({ batch: fc.nat(3), death: fc.constantFrom<Death>("as it works", "as it has committed") }),
  { maxLength: 6 },
);
const IMMORTAL = { batch: 0, death: "never" } as const;

describe("killed anywhere and gone on with from the last position that was committed", () => {
  test("it has every item of a flat listing in exactly one committed batch, in order", async () => {
    await fc.assert(
      fc.asyncProperty(pages, sizes, fc.nat(2), lives, async (given, size, prefetch, deaths) => {
        const store: Store<Name> = { batches: [], token: undefined, isDone: false };
        for (const death of [...deaths, IMMORTAL]) {
          if (!store.isDone) {
            const listing = describeProjects$({ client: serviceOf(given).client, prefetch });
            await live(listing, { ...size, itemsOf: namesIn }, store, death);
          }
        }
        expect(store.batches.flat()).toEqual(given.flat());
        expect(store.isDone).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("and after the end, nothing is asked for: of a nested walk, too, whatever its last children are", async () => {
    const plans: fc.Arbitrary<NestedPlan> = fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(plans, sizes, fc.nat(2), async (plan, size, prefetch) => {
        const account = new NestedAccount(plan);
        const walked = walkEach(account.projects(), (project) => account.versionsOf(project), { prefetch });
        const last = (await batchesOf(walked, size)).at(-1);
        expect(last?.isLast).toBe(true);
        const sent = account.sent.length;
        const again = await batchesOf(walked, { ...size, resumeFrom: last?.resumeToken });
        expect(again).toEqual([{ items: [], pages: 0, resumeToken: last?.resumeToken, isLast: true }]);
        expect(account.sent).toHaveLength(sent);
      }),
      { numRuns: 100 },
    );
  });

  test("it has every page of each child, and each child that failed, in exactly one", async () => {
    const plans: fc.Arbitrary<NestedPlan> = fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    });
    const ways = fc.record({
      concurrency: fc.integer({ min: 1, max: 3 }),
      prefetch: fc.integer({ min: 0, max: 2 }),
      order: fc.constantFrom("parent" as const, "arrival" as const),
    });
    await fc.assert(
      fc.asyncProperty(plans, ways, sizes, lives, fc.array(fc.nat(20)), async (plan, way, size, deaths, failures) => {
        const account = new NestedAccount(plan);
        const all = account.pages;
        const failing = failures.flatMap((at) => all[at % Math.max(all.length, 1)] ?? []);
        for (const name of failing) {
          account.failures.set(name, Number.POSITIVE_INFINITY);
        }
        const store: Store<string> = { batches: [], token: undefined, isDone: false };
        for (const death of [...deaths, IMMORTAL]) {
          if (!store.isDone) {
            const listing = walkEach(account.projects(), (project) => account.versionsOf(project), {
              ...way,
              onChildError: letter,
            });
            await live(listing, { ...size, itemsOf: ({ page }) => [nameOrLetter(page)] }, store, death);
          }
        }
        // Of a child that fails, the pages before the one that does, and a letter.
        const failed = (name: string): boolean =>
          failing.some((at) => at.split(" ")[0] === name.split(" ")[0] && at <= name);
        const letters = new Set(failing.map((name) => `${name.split(" ")[0] ?? ""} is not-ready`));
        const expected = [...all.filter((name) => !failed(name)), ...letters];
        expect(store.batches.flat().toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 200 },
    );
  });
});

describe("a batch", () => {
  test("is full at so many pages or items, divides no page, and has the position after its last page", async () => {
    await fc.assert(
      fc.asyncProperty(pages, sizes, async (given, size) => {
        const listing = describeProjects$({ client: serviceOf(given).client });
        const batches = await batchesOf(listing, { ...size, itemsOf: namesIn });
        let before = 0;
        for (const [at, { items, pages: count, resumeToken, isLast }] of batches.entries()) {
          const own = given.slice(before, before + count);
          expect(items).toEqual(own.flat());
          const withoutLast = own.slice(0, -1);
          expect(withoutLast.length).toBeLessThan(size.pages);
          expect(withoutLast.flat().length < size.items || withoutLast.length === 0).toBe(true);
          expect(isLast).toBe(at === batches.length - 1);
          expect(isLast || count === size.pages || items.length >= size.items).toBe(true);
          before += count;
          const rest = await lastValueFrom(listing.resumeFrom(resumeToken).pipe(toArray()));
          expect(rest.map(namesIn)).toEqual(given.slice(before));
        }
        expect(before).toBe(given.length);
      }),
    );
  });

  test("has pages for items where nothing else is said, and ten of them", async () => {
    const given = Array.from({ length: 24 }, (_, index) => [`p${index}`]);
    const batches = await batchesOf(describeProjects$({ client: serviceOf(given).client }), {});
    expectTypeOf(batches).toEqualTypeOf<readonly Batch<Page>[]>();
    expect(batches.map(({ items }) => items.flatMap((each) => namesIn(each)).length)).toEqual([10, 10, 4]);
  });

  test("has a thousand items, and those of one page more at most", async () => {
    const given = Array.from({ length: 5 }, () => Array.from({ length: 600 }, () => "p"));
    const batches = await batchesOf(describeProjects$({ client: serviceOf(given).client }), { itemsOf: namesIn });
    expect(batches.map(({ items }) => items.length)).toEqual([1_200, 1_200, 600]);
  });

  test("that is the last may have no page: it stands where the one before it did, or where the walk began", async () => {
    const listing = describeProjects$({ client: serviceOf([["a"], ["b"]]).client });
    const [first, last, ...others] = await batchesOf(listing, { pages: 2 });
    expect(others).toEqual([]);
    expect(first).toMatchObject({ pages: 2, isLast: false });
    expect(last).toEqual({ items: [], pages: 0, resumeToken: first?.resumeToken, isLast: true });
    expect(await batchesOf(listing, { resumeFrom: first?.resumeToken })).toEqual([last]);
    const nobody = describeProjects$({ client: serviceOf([]).client }, { ProjectNames: [] });
    const end = 'rekognition-rx:{"operation":"DescribeProjects","end":true}';
    expect(await batchesOf(nobody, {})).toEqual([{ items: [], pages: 0, resumeToken: end, isLast: true }]);
  });
});

describe("the next page", () => {
  test("is asked for when the work is done, or prefetch ahead; the work is one at a time", async () => {
    await fc.assert(
      fc.asyncProperty(pages, sizes, fc.nat(3), async (given, size, prefetch) => {
        const { client, sent } = serviceOf(given);
        const works: Subject<never>[] = [];
        let worked = 0;
        const listing = describeProjects$({ client, prefetch });
        const { seen } = watch(
          processBatches(listing, { ...size, itemsOf: namesIn }, ({ pages: count }) => {
            worked += count;
            works.push(new Subject<never>());
            return works.at(-1) ?? EMPTY;
          }),
        );
        for (let done = 0; seen.length === 0; done += 1) {
          await settleAll();
          expect(works.length).toBe(done + 1);
          expect(sent.length).toBe(Math.min(given.length, worked + prefetch));
          works.at(-1)?.complete();
          await settleAll();
        }
        expect(seen).toEqual(["complete"]);
      }),
      { numRuns: 50 },
    );
  });
});

const ABC = [["a"], ["b"], ["c"]];

test.each<[string, (batch: Batch<Name>) => Observable<unknown> | Promise<unknown> | readonly unknown[]]>([
  ["a promise", async ({ items }) => items.join("")],
  ["a later Observable", ({ items }) => of(items.join("")).pipe(delay(0))],
  ["an array", ({ items }) => [items.join("")]],
])("the work may be %s; what it emits is emitted, in order, and it is given its number", async (_, work) => {
  const listing = describeProjects$({ client: serviceOf(ABC).client });
  const numbers: number[] = [];
  const results$ = processBatches(listing, { pages: 2, itemsOf: namesIn }, (batch, index) => {
    numbers.push(index);
    return work(batch);
  });
  expect(await lastValueFrom(results$.pipe(toArray()))).toEqual(["ab", "c"]);
  expect(numbers).toEqual([0, 1]);
});

test("ten thousand batches, done at once, take constant stack", async () => {
  const { client } = serviceOf(Array.from({ length: 10_000 }, () => []));
  let done = 0;
  const results$ = processBatches(describeProjects$({ client }), { pages: 1 }, () => {
    done += 1;
    return EMPTY;
  });
  await lastValueFrom(results$, { defaultValue: undefined });
  expect(done).toBe(10_001);
});

describe("work that fails", () => {
  test.each<[string, () => Observable<never> | Promise<never>]>([
    [
      "by throwing",
      () => {
        throw broken;
      },
    ],
    ["by a rejection", () => Promise.reject(broken)],
    ["by an error", () => throwError(() => broken)],
  ])("%s ends the stream as itself, and nothing more is asked for", async (_, work) => {
    const { client, sent } = serviceOf(ABC);
    const { seen } = watch(processBatches(describeProjects$({ client }), { pages: 2 }, work));
    await settleAll();
    expect({ seen, sent: sent.length }).toEqual({ seen: [broken], sent: 2 });
  });

  test("and so does what reads the items", async () => {
    const { client, sent } = serviceOf(ABC);
    const itemsOf = (): never => {
      throw broken;
    };
    const { seen } = watch(processBatches(describeProjects$({ client }), { itemsOf }, () => EMPTY));
    await settleAll();
    expect({ seen, sent: sent.length }).toEqual({ seen: [broken], sent: 1 });
  });
});

describe("a listing that fails", () => {
  test("is an error of the stream, after the work on the pages in hand, and can be gone on with from there", async () => {
    await fc.assert(
      fc.asyncProperty(pages, sizes, fc.nat(11), fc.nat(2), async (given, size, at, prefetch) => {
        const failsAt = at % given.length;
        const { client } = serviceOf(given, (number) => {
          if (number === failsAt) {
            throw broken;
          }
        });
        const done: Batch<Name>[] = [];
        const results$ = processBatches(
          describeProjects$({ client, prefetch }),
          { ...size, itemsOf: namesIn },
          (batch) => {
            done.push(batch);
            return EMPTY;
          },
        );
        const error: unknown = await lastValueFrom(results$).catch((thrown: unknown) => thrown);
        expect(isListingError(error) && error).toMatchObject({ cause: broken, pagesDelivered: failsAt });
        expect(done.flatMap(({ items }) => items)).toEqual(given.slice(0, failsAt).flat());
        expect(done.some(({ isLast }) => isLast)).toBe(false);
        expect(done.at(-1)?.resumeToken).toBe(isListingError(error) ? error.resumeToken : "no listing error");
      }),
    );
  });

  test("is not looked at where the work on the pages in hand fails", async () => {
    const { client } = serviceOf(ABC, (number) => {
      if (number === 1) {
        throw new Error("the request");
      }
    });
    const { seen } = watch(processBatches(describeProjects$({ client }), {}, () => throwError(() => broken)));
    await settleAll();
    expect(seen).toEqual([broken]);
  });

  test.each(["the listing's", "the batches'"])("by %s signal is an error at once, without more work", async (whose) => {
    const controller = new AbortController();
    const { client, sent } = scriptedService((token) =>
      token === undefined ? page(["a"], "1") : new Promise(() => undefined),
    );
    const { signal } = controller;
    let worked = 0;
    const listing = describeProjects$({ client, ...(whose === "the listing's" && { signal }) });
    const { seen } = watch(processBatches(listing, whose === "the listing's" ? {} : { signal }, () => [(worked += 1)]));
    await settleAll();
    controller.abort(broken);
    await settleAll();
    expect({ seen, worked, aborted: sent.at(-1)?.signal?.aborted }).toEqual({
      seen: [broken],
      worked: 0,
      aborted: true,
    });
  });
});

describe("unsubscribed from", () => {
  test("while a page is fetched, aborts the request, and works on nothing", async () => {
    const { client, sent } = scriptedService((token) =>
      token === undefined ? page(["a"], "1") : new Promise(() => undefined),
    );
    let worked = 0;
    const { seen, subscription } = watch(processBatches(describeProjects$({ client }), {}, () => [(worked += 1)]));
    await settleAll();
    subscription.unsubscribe();
    await settleAll();
    expect({ seen, worked, aborted: sent.map(({ signal }) => signal?.aborted) }).toEqual({
      seen: [],
      worked: 0,
      aborted: [false, true],
    });
  });

  test("while a batch is worked on, leaves the work, and asks for nothing more", async () => {
    const { client, sent } = serviceOf(ABC);
    let left = 0;
    const { subscription } = watch(
      processBatches(describeProjects$({ client }), { pages: 1 }, () => NEVER.pipe(finalize(() => (left += 1)))),
    );
    await settleAll();
    subscription.unsubscribe();
    await settleAll();
    expect({ left, sent: sent.length }).toEqual({ left: 1, sent: 1 });
  });

  test("by take(1), asks for no page after that batch", async () => {
    const { client, sent } = serviceOf(ABC);
    const { seen } = watch(processBatches(describeProjects$({ client }), { pages: 2 }, () => of("done")).pipe(take(1)));
    await settleAll();
    expect({ seen, sent: sent.length }).toEqual({ seen: ["done", "complete"], sent: 2 });
  });
});

test("is cold: nothing is sent before a subscription, and each is a walk of its own", async () => {
  const { client, sent } = serviceOf(ABC);
  const batches$ = processBatches(describeProjects$({ client }), { itemsOf: namesIn }, ({ items }) => items).pipe(
    toArray(),
  );
  expect(sent).toEqual([]);
  expect(await lastValueFrom(batches$)).toEqual(["a", "b", "c"]);
  expect(await lastValueFrom(batches$)).toEqual(["a", "b", "c"]);
  expect(sent).toHaveLength(6);
});

const listing = describeProjects$({ client: serviceOf(ABC).client });

test.each<[string, () => unknown, Error]>([
  [
    "a listing piped through an operator",
    // As a program in JavaScript can.
    () => processBatches(listing.pipe(flattenProjects()) as unknown as Listing<Page>, {}, () => EMPTY),
    new TypeError(
      "processBatches takes a listing itself, such as describeProjects$(...), not an object with source, operator; " +
        "listing.pipe(...) is not a listing: put the operators for its requests into its perRequest",
    ),
  ],
  [
    "no options",
    () => processBatches(listing, undefined as unknown as object, () => EMPTY),
    new TypeError("processBatches: the options must be an object, not undefined"),
  ],
  [
    "batches of no page",
    () => processBatches(listing, { pages: 0 }, () => EMPTY),
    new RangeError("processBatches: pages must be a whole number, 1 or more, or Infinity, not 0"),
  ],
  [
    "batches of half an item",
    () => processBatches(listing, { items: 0.5 }, () => EMPTY),
    new RangeError("processBatches: items must be a whole number, 1 or more, or Infinity, not 0.5"),
  ],
  [
    "no work",
    () => processBatches(listing, {}, undefined as unknown as () => typeof EMPTY),
    new TypeError("processBatches: work must be a function of a batch, not undefined"),
  ],
])("refuses %s at once", (_, call, error) => {
  expect(call).toThrow(error);
});

test("the types are the pages in, the items between, and the work's results out", () => {
  expectTypeOf(
    processBatches(listing, { itemsOf: (answer) => answer.ProjectDescriptions ?? [] }, ({ items }) => [items.length]),
  ).toEqualTypeOf<Observable<number>>();
  processBatches(listing, { itemsOf: namesIn }, ({ items }) => {
    expectTypeOf(items).toEqualTypeOf<readonly Name[]>();
    return EMPTY;
  });
  const account = new NestedAccount([]);
  const nested = walkEach(account.projects(), (project) => account.versionsOf(project), {
    onChildError: (error, parent) => ({ why: resourceFailureOf(error), of: parent.ProjectArn }),
  });
  expectTypeOf(nested).toEqualTypeOf<
    Listing<EachPage<Project, VersionsPage | { why: ResourceFailure | undefined; of: string | undefined }>>
  >();
  // @ts-expect-error a listing piped through an operator has no positions
  expectTypeOf(processBatches).toBeCallableWith(listing.pipe(flattenProjects()), {}, () => EMPTY);
  // @ts-expect-error work that gives nothing to wait for
  processBatches(listing, {}, () => undefined);
});

interface Letter {
  readonly letter: string;
}

function letter(error: unknown, { ProjectArn = "" }: Project): Letter {
  return { letter: `${ProjectArn} is ${resourceFailureOf(error) ?? "?"}` };
}

function nameOrLetter(of: VersionsPage | Letter): string {
  return "letter" in of ? of.letter : nameOfPage(of);
}
