import type { DatasetMetadata, ListDatasetEntriesCommandOutput } from "@aws-sdk/client-rekognition";
import {
  describeProjects$,
  isListing,
  isListingError,
  type Listing,
  type ListingPosition,
  listDatasetEntries$,
  listingFrom,
  type PageRequest,
  resourceFailureOf,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { lastValueFrom, map, type Observable, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { EachPage } from "../../src/each/each-page.js";
import { walkEach, type WalkEachOptions } from "../../src/each/walk-each.js";
import { restartOnExpiredToken } from "../../src/restart/restart-on-expired-token.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { settle } from "../retry/support/run-virtually.js";
import {
  NestedAccount,
  nameOfPage,
  type NestedPlan,
  type Project,
  type ProjectsPage,
  type VersionsPage,
} from "./support/nested-account.js";

type Options = WalkEachOptions<ProjectsPage, Project>;
type Each = EachPage<Project, VersionsPage>;

const walked = (account: NestedAccount, options: Options = {}): Listing<Each> =>
  walkEach(account.projects(), (project) => account.versionsOf(project), options);

const plans: fc.Arbitrary<NestedPlan> = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }), {
  minLength: 1,
  maxLength: 5,
});
const ways = fc.record({
  concurrency: fc.integer({ min: 1, max: 4 }),
  prefetch: fc.integer({ min: 0, max: 2 }),
  order: fc.constantFrom("parent" as const, "arrival" as const),
});
const paces = fc.array(fc.nat(4), { minLength: 1, maxLength: 9 });

function paced(plan: NestedPlan, pace: readonly number[]): NestedAccount {
  const account = new NestedAccount(plan);
  account.turns = (number) => pace[number % pace.length] ?? 1;
  return account;
}

/** The pages of each child, in the order in which they came. */
function byChild(pages: readonly string[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...new Set(pages.map((page) => page.split(" ")[0] ?? ""))]
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((child) => [child, pages.filter((page) => page.startsWith(`${child} `))]),
  );
}

describe("a nested walk", () => {
  test.each(["subscribe", "for await"] as const)("gives each page of each child once, by %s", async (way) => {
    await fc.assert(
      fc.asyncProperty(plans, ways, paces, async (plan, options, pace) => {
        const account = paced(plan, pace);
        const listing = walked(account, options);
        const seen: Each[] = [];
        if (way === "subscribe") {
          seen.push(...(await lastValueFrom(listing.pipe(toArray()))));
        } else {
          for await (const each of listing) {
            seen.push(each);
          }
        }
        const names = seen.map(({ page }) => nameOfPage(page));
        expect(options.order === "parent" ? names : byChild(names)).toEqual(
          options.order === "parent" ? account.pages : byChild(account.pages),
        );
        for (const { parent, page } of seen) {
          expect(nameOfPage(page).startsWith(`${parent.ProjectArn} `)).toBe(true);
        }
        expect(account.sent.filter((name) => !name.startsWith("projects")).toSorted()).toEqual(
          account.pages.toSorted(),
        );
        expect(account.sent.filter((name) => name.startsWith("projects"))).toEqual(
          plan.map((_, page) => `projects ${page}`),
        );
        expect(account.mostUnderWay).toBeLessThanOrEqual(options.prefetch === 0 ? 1 : options.concurrency + 1);
      }),
      { numRuns: 150 },
    );
  });

  test("that is killed at any page, and resumed from what was written, gives each page once in all", async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        ways,
        paces,
        fc.array(fc.nat(6), { maxLength: 6 }),
        async (plan, options, pace, kills) => {
          const seen: string[] = [];
          let token: string | undefined;
          for (const lives of [...kills, Number.POSITIVE_INFINITY]) {
            const account = paced(plan, pace);
            const listing = walked(account, options);
            let left = lives;
            const saved: { token: string | undefined } = { token };
            if (left > 0) {
              for await (const { page, NextToken } of token === undefined ? listing : listing.resumeFrom(token)) {
                seen.push(nameOfPage(page));
                saved.token = NextToken;
                left -= 1;
                if (left === 0) {
                  break;
                }
              }
            }
            ({ token } = saved);
          }
          const { pages } = new NestedAccount(plan);
          expect(byChild(seen)).toEqual(byChild(pages));
          expect(seen).toHaveLength(pages.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("whose requests fail is resumed from its error, and gives each page once in all", async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        ways,
        paces,
        fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 2 })), { maxLength: 5 }),
        async (plan, options, pace, failures) => {
          const account = paced(plan, pace);
          const requests = [...plan.map((_, page) => `projects ${page}`), ...account.pages];
          for (const [at, times] of failures) {
            account.failures.set(requests[at % requests.length] ?? "", times);
          }
          const seen: string[] = [];
          let listing = walked(account, options);
          for (let attempts = 0; attempts < 20; attempts += 1) {
            try {
              for await (const { page } of listing) {
                seen.push(nameOfPage(page));
              }
              break;
            } catch (error) {
              if (!isListingError(error)) {
                throw error;
              }
              listing = walked(account, options).resumeFrom(error.resumeToken);
            }
          }
          expect(byChild(seen)).toEqual(byChild(account.pages));
          expect(seen).toHaveLength(account.pages.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("that is retried asks for the page that failed, and for no other", async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        ways,
        paces,
        fc.array(fc.nat(30), { maxLength: 4 }),
        async (plan, options, pace, failures) => {
          const account = paced(plan, pace);
          const requests = [...plan.map((_, page) => `projects ${page}`), ...account.pages];
          const failing = new Set(failures.map((at) => requests[at % requests.length] ?? ""));
          for (const name of failing) {
            account.failures.set(name, 1);
          }
          const retry = retryThrottled<Each>({ random: () => 0, isRetryable: () => true, maxAttempts: 9 });
          const seen = await lastValueFrom(
            walked(account, options).pipe(
              retry,
              map(({ page }) => nameOfPage(page)),
              toArray(),
            ),
          );
          expect(byChild(seen)).toEqual(byChild(account.pages));
          expect(account.sent.toSorted()).toEqual([...requests, ...failing].toSorted());
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** However often tokens expire that have brought nothing new: a drawn account has empty pages. */
const again = restartOnExpiredToken({ maxRestarts: Number.POSITIVE_INFINITY });
const enduring = (account: NestedAccount, options: Options): Listing<Each> =>
  walkEach(again(account.projects()), (project) => again(account.versionsOf(project)), options);
const versionsIn = ({ page: { ProjectVersionDescriptions = [] } }: Each): readonly string[] =>
  ProjectVersionDescriptions.map(({ ProjectVersionArn = "" }) => ProjectVersionArn);

/** Has some requests fail that carry a token. @returns the children that they are of. */
function expire(account: NestedAccount, plan: NestedPlan, drawn: readonly (readonly [number, number])[]): Set<string> {
  const requests = [...plan.map((_, page) => `projects ${page}`), ...account.pages];
  const withToken = requests.filter((name) => !name.endsWith(" 0"));
  for (const [at, times] of drawn) {
    const name = withToken[at % withToken.length];
    if (name !== undefined) {
      account.expired.add(name);
      account.failures.set(name, times);
    }
  }
  return new Set([...account.expired].map((name) => name.split(" ")[0] ?? ""));
}

describe("with restartOnExpiredToken around parents and children", () => {
  const expiries = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 2 })), { maxLength: 5 });

  test("begins again what has expired, and nothing else, and gives each version once", async () => {
    await fc.assert(
      fc.asyncProperty(plans, ways, paces, expiries, async (plan, options, pace, drawn) => {
        const account = paced(plan, pace);
        const restarted = expire(account, plan, drawn);
        const seen: string[] = [];
        for await (const each of enduring(account, options)) {
          seen.push(...versionsIn(each));
        }
        expect(byChild(seen)).toEqual(byChild(account.pages));
        expect(seen).toHaveLength(account.pages.length);
        const untouched = (name: string): boolean => !restarted.has(name.split(" ")[0] ?? "");
        expect(account.sent.filter((name) => untouched(name) && !name.startsWith("projects")).toSorted()).toEqual(
          account.pages.filter(untouched).toSorted(),
        );
      }),
      { numRuns: 150 },
    );
  });

  test("and killed at any page, it loses no version", async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        ways,
        paces,
        expiries,
        fc.array(fc.nat(6), { maxLength: 4 }),
        async (plan, options, pace, drawn, kills) => {
          const account = paced(plan, pace);
          expire(account, plan, drawn);
          const seen = new Set<string>();
          let token: string | undefined;
          for (const lives of [...kills, Number.POSITIVE_INFINITY]) {
            let left = lives;
            for await (const each of left === 0 ? [] : enduring(account, options).resumeFrom(token)) {
              for (const version of versionsIn(each)) {
                seen.add(version);
              }
              token = each.NextToken;
              left -= 1;
              if (left === 0) {
                break;
              }
            }
          }
          expect([...seen].toSorted()).toEqual(account.pages.toSorted());
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("demand", () => {
  test("goes through to the requests: no child is further ahead than prefetch", async () => {
    await fc.assert(
      fc.asyncProperty(plans, ways, async (plan, options) => {
        const account = new NestedAccount(plan);
        const taken: string[] = [];
        for await (const { page } of walked(account, options)) {
          taken.push(nameOfPage(page));
          for (let turn = 0; turn < 4; turn += 1) {
            await settle();
          }
          const requested = byChild(account.sent.filter((name) => !name.startsWith("projects")));
          const open = Object.entries(requested).filter(
            ([child, pages]) => pages.length > (byChild(taken)[child]?.length ?? 0),
          );
          for (const [child, pages] of open) {
            expect(pages.length - (byChild(taken)[child]?.length ?? 0)).toBeLessThanOrEqual(options.prefetch);
          }
          expect(open.length).toBeLessThanOrEqual(options.concurrency);
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each(["return", "abort"] as const)(
    "ends with the consumer: what is under way is aborted by %s, and nothing is sent",
    async (how) => {
      const account = new NestedAccount([[3, 3, 3, 3]]);
      const controller = new AbortController();
      const pages = walked(account, { concurrency: 3, prefetch: 1, signal: controller.signal })[Symbol.asyncIterator]();
      await pages.next();
      account.turns = () => 1_000_000;
      const next = pages.next().catch((error: unknown) => error);
      await settle();
      const ends = how === "return" ? await pages.return?.() : controller.abort("enough");
      expect(ends).toEqual(how === "return" ? { done: true, value: undefined } : undefined);
      expect(await next).toEqual(how === "return" ? { done: true, value: undefined } : "enough");
      const { length } = account.sent;
      await settle();
      expect(account.sent).toHaveLength(length);
      expect(account.aborted.length).toBeGreaterThan(0);
    },
  );
});

const failing = (): NestedAccount => {
  const account = new NestedAccount([[1, 2, 1]]);
  account.failures.set("p0-1 1", Number.POSITIVE_INFINITY);
  return account;
};

const namesOf = (listing: Listing<Each>): Promise<readonly string[]> =>
  lastValueFrom(
    listing.pipe(
      map(({ page }) => nameOfPage(page)),
      toArray(),
    ),
  );

const refuse = (): never => {
  throw new Error("no more");
};

test("an abort while the consumer has a page reaches what is under way ahead of it", async () => {
  const account = new NestedAccount([[3]]);
  const controller = new AbortController();
  const pages = walked(account, { prefetch: 1, signal: controller.signal })[Symbol.asyncIterator]();
  account.turns = (number) => (number < 2 ? 1 : 1_000_000);
  await pages.next();
  await settle();
  expect(account.sent).toEqual(["projects 0", "p0-0 0", "p0-0 1"]);
  controller.abort("enough");
  expect(account.aborted).toContain("p0-0 1");
  await expect(pages.next()).rejects.toBe("enough");
});

describe("a child that fails", () => {
  test("ends the walk with its error", async () => {
    const error: unknown = await namesOf(walked(failing())).catch((thrown: unknown) => thrown);
    expect(isListingError(error) && error).toMatchObject({
      operation: "walkEach",
      pagesDelivered: 2,
      cause: { _tag: "ListingError", operation: "DescribeProjectVersions", cause: { message: "p0-1 1 failed" } },
    });
  });

  test("is skipped, or reported with the parent, and the walk goes on", async () => {
    const expected = ["p0-0 0", "p0-1 0", "p0-2 0"];
    expect(await namesOf(walked(failing(), { onChildError: "skip" }))).toEqual(expected);
    const heard: unknown[] = [];
    const onChildError = (error: unknown, { ProjectArn }: Project): void => {
      heard.push([isListingError(error) && error.pagesDelivered, ProjectArn]);
    };
    expect(await namesOf(walked(failing(), { onChildError }))).toEqual(expected);
    expect(heard).toEqual([[1, "p0-1"]]);
  });

  test.each(["parent", "arrival"] as const)(
    "has in its place the object that the function returns, with the position after the child, in order of %s",
    async (order) => {
      const account = failing();
      const listing = walkEach(account.projects(), (project) => account.versionsOf(project), {
        order,
        onChildError: (error, { ProjectArn = "" }) => ({ failed: ProjectArn, kind: resourceFailureOf(error) }),
      });
      const all = await lastValueFrom(listing.pipe(toArray()));
      expectTypeOf(all).toExtend<readonly EachPage<Project, VersionsPage | { failed: string }>[]>();
      const shown = all.map(({ page }) => ("failed" in page ? `${page.failed}: ${page.kind ?? ""}` : nameOfPage(page)));
      expect(shown.toSorted()).toEqual(["p0-0 0", "p0-1 0", "p0-1: not-ready", "p0-2 0"]);
      for (const [at, { NextToken }] of all.entries()) {
        account.sent.length = 0;
        const rest = await lastValueFrom(listing.resumeFrom(NextToken).pipe(toArray()));
        // In order of arrival, they come as they come.
        const pages = (each: typeof all): readonly string[] =>
          each.map(({ parent, page }) => JSON.stringify([parent, page]));
        expect(pages(rest).toSorted()).toEqual(pages(all.slice(at + 1)).toSorted());
        // What is passed over is not asked for again.
        expect(account.sent.includes("p0-1 1")).toBe(shown.slice(at + 1).some((name) => name.includes(":")));
      }
    },
  );

  test.each<[string, unknown]>([
    ["a number, as that of a push", 3],
    ["a text", "skipped"],
    ["null", null],
  ])("has nothing in its place for %s", async (_, returned) => {
    const onChildError = (() => returned) as () => void;
    expect(await namesOf(walked(failing(), { onChildError }))).toEqual(["p0-0 0", "p0-1 0", "p0-2 0"]);
  });

  test("ends the walk where the function returns a promise: it must return a page or undefined", async () => {
    const onChildError = (async () => undefined) as () => void;
    await expect(namesOf(walked(failing(), { onChildError }))).rejects.toMatchObject({
      cause: new TypeError("walkEach: onChildError must return a page or undefined, not a promise"),
    });
  });

  test("leaves no rejection unhandled where the promise is rejected, too", async () => {
    const unhandled: unknown[] = [];
    const listen = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", listen);
    const onChildError = (() => Promise.reject(new Error("later"))) as () => void;
    await expect(namesOf(walked(failing(), { onChildError }))).rejects.toMatchObject({
      cause: { message: "walkEach: onChildError must return a page or undefined, not a promise" },
    });
    await new Promise((done) => setImmediate(done));
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });

  test("ends the walk with what the function throws", async () => {
    await expect(namesOf(walked(failing(), { onChildError: refuse }))).rejects.toMatchObject({
      cause: { message: "no more" },
    });
  });

  test("is no parent that fails, which ends the walk in any case, once all that came before is given", async () => {
    const account = new NestedAccount([[1, 2], [1]]);
    account.failures.set("projects 1", Number.POSITIVE_INFINITY);
    const seen: string[] = [];
    const walking = walked(account, { onChildError: "skip" }).pipe(map(({ page }) => seen.push(nameOfPage(page))));
    await expect(lastValueFrom(walking)).rejects.toMatchObject({
      operation: "walkEach",
      cause: { operation: "DescribeProjects" },
    });
    expect(seen).toEqual(["p0-0 0", "p0-1 0", "p0-1 1"]);
  });
});

const entries = (DatasetArn: string): Listing<ListDatasetEntriesCommandOutput> =>
  listDatasetEntries$(
    {
      client: {
        send: ({ input }) =>
          Promise.resolve(
            input.NextToken === undefined
              ? { DatasetEntries: [`${DatasetArn} a`], NextToken: "2" }
              : { DatasetEntries: [`${DatasetArn} b`] },
          ),
      },
    },
    { DatasetArn },
  );

const entriesIn = (pages: readonly EachPage<unknown, ListDatasetEntriesCommandOutput>[]): readonly string[] =>
  pages.flatMap(({ page }) => page.DatasetEntries ?? []);

describe("three levels", () => {
  test("nest, and resume", async () => {
    const account = new NestedAccount([[2, 1], [2]]);
    const listing = walkEach(walked(account), ({ ProjectVersionArn = "" }) => entries(ProjectVersionArn));
    const all = entriesIn(await lastValueFrom(listing.pipe(toArray())));
    expect(all).toEqual(account.pages.flatMap((name) => [`${name} a`, `${name} b`]));
    for (const [at] of all.entries()) {
      const some = await lastValueFrom(listing.pipe(take(at + 1), toArray()));
      const rest = await lastValueFrom(listing.resumeFrom(some.at(-1)?.NextToken).pipe(toArray()));
      expect([...entriesIn(some), ...entriesIn(rest)]).toEqual(all);
    }
  });

  test("in any order, at another pace after each kill, give each page once in all", async () => {
    await fc.assert(
      fc.asyncProperty(
        plans,
        ways,
        ways,
        fc.array(fc.tuple(fc.nat(6), paces), { maxLength: 6 }),
        paces,
        async (plan, inner, outer, lives, last) => {
          const seen: string[] = [];
          let token: string | undefined;
          for (const [life, pace] of [...lives, [Number.POSITIVE_INFINITY, last] as const]) {
            const listing = walkEach(
              walked(paced(plan, pace), inner),
              ({ ProjectVersionArn = "" }) => entries(ProjectVersionArn),
              outer,
            );
            let left = life;
            if (left > 0) {
              for await (const { page, NextToken } of token === undefined ? listing : listing.resumeFrom(token)) {
                seen.push(...(page.DatasetEntries ?? []));
                token = NextToken;
                left -= 1;
                if (left === 0) {
                  break;
                }
              }
            }
          }
          expect(seen.toSorted()).toEqual(
            new NestedAccount(plan).pages.flatMap((name) => [`${name} a`, `${name} b`]).toSorted(),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

test("is a listing, with positions that its checkpoint is called with and other listings refuse", async () => {
  const account = new NestedAccount([[1, 1]]);
  const positions: ListingPosition[] = [];
  const listing = walked(account, { checkpoint: (position) => positions.push(position), label: "mine" });
  expect(isListing(listing)).toBe(true);
  await lastValueFrom(listing);
  // The last one is the end: only after its last page does the walk know that it was the last.
  expect(positions.map(({ pagesDelivered }) => pagesDelivered)).toEqual([1, 2, 2]);
  const [first] = positions;
  expect(() => account.projects().resumeFrom(first?.resumeToken)).toThrow(/belongs to a walk of walkEach/);
  expect(() => listing.resumeFrom("a token of somebody else")).toThrow(/is not a resume token of this operation/);
});

test("refuses a position of a walk to other children of the same parents, and loses none", async () => {
  const account = new NestedAccount([[1, 2, 1]]);
  const entriesOf = walkEach(account.projects(), ({ ProjectArn = "" }) => entries(ProjectArn));
  const some = await lastValueFrom(walked(account).pipe(take(2), toArray()));
  await expect(lastValueFrom(entriesOf.resumeFrom(some.at(-1)?.NextToken))).rejects.toMatchObject({
    cause: new TypeError(
      "walkEach: the resume token is of a walk whose children are listings of DescribeProjectVersions, but here they are of ListDatasetEntries; resume it with the walk that it came from",
    ),
  });
});

test("children without end take constant memory", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const pages = 800;
  const children = 50;
  const account = new NestedAccount(Array.from({ length: pages }, () => Array.from({ length: children }, () => 1)));
  account.turns = () => 0;
  const heap: number[] = [];
  let count = 0;
  let longest = 0;
  for await (const { NextToken } of walked(account)) {
    count += 1;
    account.sent.length = 0;
    longest = Math.max(longest, NextToken.length);
    // Both times right before a multiple of 10 000 pages, where the memory of tokens is as full as the other time.
    if (count === (pages * children) / 2 - 1 || count === pages * children - 1) {
      collect();
      heap.push(process.memoryUsage().heapUsed);
    }
  }
  const [middle = 0, end = 0] = heap;
  expect(count).toBe(pages * children);
  expect((end - middle) / (count / 2)).toBeLessThan(40);
  // Two pages of parents, 16 characters each, and four open children.
  expect(longest).toBeLessThan(4_000);
}, 60_000);

test("walks four children at once, a page ahead of each, in the order of their parents, unless it is said otherwise", async () => {
  const account = new NestedAccount([[2, 1, 1, 1, 1, 1]]);
  // The first child is the slowest.
  account.turns = (number) => (number === 1 ? 6 : 0);
  const pages = walked(account)[Symbol.asyncIterator]();
  const first = pages.next();
  for (let turn = 0; turn < 4; turn += 1) {
    await settle();
  }
  expect(account.sent).toEqual(["projects 0", "p0-0 0", "p0-1 0", "p0-2 0", "p0-3 0"]);
  expect(await first).toMatchObject({ value: { parent: { ProjectArn: "p0-0" } } });
  for (let turn = 0; turn < 4; turn += 1) {
    await settle();
  }
  expect(account.sent.slice(5)).toEqual(["p0-0 1"]);
  await pages.return?.();
});

test("is cold, and each subscription is a walk of its own", async () => {
  const account = new NestedAccount([[1, 2]]);
  const listing = walked(account);
  await settle();
  expect(account.sent).toEqual([]);
  const namesOf = (): Promise<readonly string[]> =>
    lastValueFrom(
      listing.pipe(
        map(({ page }) => nameOfPage(page)),
        toArray(),
      ),
    );
  expect(await Promise.all([namesOf(), namesOf()])).toEqual([account.pages, account.pages]);
});

test("wraps every request in perRequest, of parents and of children", async () => {
  const account = new NestedAccount([[2], [1]]);
  const asked: string[] = [];
  const perRequest = <Page>(page$: Observable<Page>, { operation, index }: PageRequest): Observable<Page> => {
    asked.push(`${operation} ${index}`);
    return page$;
  };
  await lastValueFrom(walked(account, { perRequest, prefetch: 0 }));
  expect(asked).toEqual([
    "DescribeProjects 0",
    "DescribeProjectVersions 0",
    "DescribeProjectVersions 1",
    "DescribeProjects 1",
    "DescribeProjectVersions 0",
  ]);
});

const over = (
  childOf: (project: Project) => Listing<VersionsPage> | undefined,
  options: Options = {},
): Promise<unknown> =>
  lastValueFrom(walkEach(new NestedAccount([[1, 1]]).projects(), childOf, options).pipe(toArray())).catch(
    (error: unknown) => error,
  );

describe("what cannot be walked", () => {
  test.each<[what: string, error: unknown, says: RegExp]>([
    [
      "a childOf that throws",
      () =>
        over(() => {
          throw new Error("boom");
        }),
      /boom/,
    ],
    [
      "a child that is none",
      () => over(() => JSON.parse("5") as Listing<VersionsPage>),
      /childOf must give a listing or undefined, not 5/,
    ],
    [
      "parents that nobody knows",
      () =>
        over(() => undefined, {
          parentsOf: () => {
            throw new TypeError("no parents");
          },
        }),
      /no parents/,
    ],
    [
      "a parent without a key",
      () => over(() => undefined, { parentsOf: () => [{}] }),
      /what identifies a parent \(\[object Object\]\)|give it key/,
    ],
  ])("is an error, and no hang: %s", async (_, outcome, says) => {
    const error = await (outcome as () => Promise<unknown>)();
    expect(isListingError(error)).toBe(true);
    expect(String(error)).toMatch(says);
  });

  test("a childOf that throws once, and is retried, loses no parent", async () => {
    for (const prefetch of [0, 1]) {
      const account = new NestedAccount([[1, 1, 1]]);
      let failures = 1;
      const childOf = (project: Project): Listing<VersionsPage> => {
        if (project.ProjectArn === "p0-1" && failures > 0) {
          failures -= 1;
          throw new Error("once");
        }
        return account.versionsOf(project);
      };
      const retry = retryThrottled<Each>({ random: () => 0, isRetryable: () => true });
      const pages = await lastValueFrom(walkEach(account.projects(), childOf, { prefetch }).pipe(retry, toArray()));
      expect(pages.map(({ page }) => nameOfPage(page))).toEqual(account.pages);
    }
  });

  test("a parent without a child is passed over", async () => {
    const account = new NestedAccount([[1, 1], [1]]);
    const odd = walkEach(account.projects(), (project) =>
      project.ProjectArn === "p0-0" ? undefined : account.versionsOf(project),
    );
    const pages = await lastValueFrom(odd.pipe(toArray()));
    expect(pages.map(({ page }) => nameOfPage(page))).toEqual(["p0-1 0", "p1-0 0"]);
  });

  test("pages of another operation need to be given what is a parent in them", async () => {
    const labels = listingFrom<{ readonly DatasetLabelDescriptions: readonly string[]; readonly NextToken: string }>({
      operation: "Labels",
      begin: (tools) => ({
        next: (position) =>
          Promise.resolve(
            position === 1 ? undefined : { DatasetLabelDescriptions: ["rose"], NextToken: tools.token(1) },
          ),
        close: () => undefined,
      }),
    });
    const account = new NestedAccount([[1]]);
    const childOf = (): Listing<VersionsPage> => account.versionsOf({ ProjectArn: "p0-0" });
    await expect(lastValueFrom(walkEach(labels, childOf))).rejects.toThrow(/which items of a page are parents/);
    const walked = walkEach(labels, (label: string) => (label === "rose" ? childOf() : undefined), {
      parentsOf: ({ DatasetLabelDescriptions }) => DatasetLabelDescriptions,
      key: (label) => label,
    });
    expect(await lastValueFrom(walked)).toMatchObject({ parent: "rose" });
  });
});

test("is refused what cannot work, at once", () => {
  const account = new NestedAccount([[1]]);
  const parents = account.projects();
  const childOf = (project: Project): Listing<VersionsPage> => account.versionsOf(project);
  expect(() => walkEach(parents.pipe(take(1)) as Listing<ProjectsPage>, childOf)).toThrow(
    /^walkEach: the parents must be a listing, such as describeProjects\$\(\.\.\.\), not /,
  );
  expect(() => walkEach(parents, JSON.parse("{}") as typeof childOf)).toThrow(
    /^walkEach: childOf must be a function that gives the listing of a parent's child, not /,
  );
  expect(() => walkEach(parents, childOf, JSON.parse("5") as Options)).toThrow(/^walkEach: the options must be /);
  for (const name of ["parentsOf", "key", "perRequest", "checkpoint"]) {
    expect(() => walkEach(parents, childOf, { [name]: 5 })).toThrow(
      new TypeError(`walkEach: ${name} must be a function, not 5`),
    );
  }
  expect(() => walkEach(parents, childOf, { concurrency: 0 })).toThrow(
    new RangeError("walkEach: concurrency must be a whole number, 1 or more, or Infinity, not 0"),
  );
  expect(() => walkEach(parents, childOf, { prefetch: -1 })).toThrow(
    new RangeError("walkEach: prefetch must be a whole number, 0 or more, or Infinity, not -1"),
  );
  expect(() => walkEach(parents, childOf, { order: "any" as "parent" })).toThrow(
    /^walkEach: order must be .*"parent".*"arrival"/,
  );
  expect(() => walkEach(parents, childOf, { onChildError: "ignore" as "skip" })).toThrow(
    /^walkEach: onChildError must be .*"error".*"skip".* or a function/,
  );
});

test("has pages of what onChildError returns, where that is an object", () => {
  const account = new NestedAccount([]);
  const walkedWith = <Returned>(onChildError: (error: unknown, parent: Project) => Returned) =>
    walkEach(account.projects(), (project) => account.versionsOf(project), { onChildError });
  const letters: unknown[] = [];
  expectTypeOf(walkedWith((error) => void letters.push(error))).toEqualTypeOf<Listing<Each>>();
  expectTypeOf(walkedWith((error) => letters.push(error))).toEqualTypeOf<Listing<Each>>();
  expectTypeOf(walkedWith(() => (letters.length > 0 ? { a: 1 } : undefined))).toEqualTypeOf<
    Listing<EachPage<Project, VersionsPage | { a: number }>>
  >();
  // Without a helper in between, as most will write it.
  expectTypeOf(
    walkEach(account.projects(), (project) => account.versionsOf(project), {
      onChildError: (error, parent) => console.warn(error, parent.ProjectArn),
    }),
  ).toEqualTypeOf<Listing<Each>>();
  expectTypeOf(
    walkEach(account.projects(), (project) => account.versionsOf(project), { onChildError: "skip" }),
  ).toEqualTypeOf<Listing<Each>>();
});

test("infers the parent and the page", () => {
  const account = new NestedAccount([[1]]);
  const each = walkEach(account.projects(), (project) => {
    expectTypeOf(project).toEqualTypeOf<Project>();
    return account.versionsOf(project);
  });
  expectTypeOf(each).toEqualTypeOf<Listing<EachPage<Project, VersionsPage>>>();
  const datasets = walkEach(
    describeProjects$({ client: { send: () => Promise.resolve({}) } }),
    ({ DatasetArn = "" }: DatasetMetadata) =>
      listDatasetEntries$({ client: { send: () => Promise.resolve({}) } }, { DatasetArn }),
    { parentsOf: ({ ProjectDescriptions = [] }) => ProjectDescriptions.flatMap(({ Datasets = [] }) => Datasets) },
  );
  expectTypeOf(datasets).toEqualTypeOf<Listing<EachPage<DatasetMetadata, ListDatasetEntriesCommandOutput>>>();
});
