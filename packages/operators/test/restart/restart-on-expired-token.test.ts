import {
  type DatasetLabelDescription,
  type DescribeProjectsCommandOutput,
  InvalidPaginationTokenException,
  type ProjectDescription,
} from "@aws-sdk/client-rekognition";
import {
  describeProjects$,
  isListing,
  isListingError,
  type Listing,
  listDatasetEntries$,
  type ListingPosition,
  paginate$,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import { lastValueFrom, map, NEVER, type Observable, of, take, toArray, VirtualTimeScheduler } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { processPages } from "../../src/consume/process-pages.js";
import { flattenProjects } from "../../src/flatten/flatten-projects.js";
import { restartOnExpiredToken, type RestartNotice } from "../../src/restart/restart-on-expired-token.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { invalidParameter, throttling } from "../retry/support/failures.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { runVirtually, settle, virtually } from "../retry/support/run-virtually.js";
import { namesIn, page, scriptedService, serviceOf } from "../retry/support/scripted-service.js";
import { watch, type Watched } from "../support/watch.js";

type Page = DescribeProjectsCommandOutput;

const expired = new InvalidPaginationTokenException({ message: "expired", $metadata: { httpStatusCode: 400 } });
const ABC = [["a"], ["b"], ["c"]];

const entry = (image: string, label: number): string => JSON.stringify({ "source-ref": image, label });

/** Refuses the tokens of these requests (from 0). */
const expiringAt =
  (...requests: readonly number[]) =>
  (number: number): void => {
    if (requests.includes(number)) {
      throw expired;
    }
  };

const watchNames = (pages$: Observable<Page>): Watched<readonly unknown[]> => watch(pages$.pipe(map(namesIn)));

async function settleAll(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) {
    await settle();
  }
}

describe("after a token that has expired", () => {
  test("begins again without a token, and drops what was delivered: those pages are empty", async () => {
    const { client, sent } = serviceOf([["a", "b"], ["c"], ["d", "e"]], expiringAt(2));
    const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken()));
    await settleAll();
    expect(seen).toEqual([["a", "b"], ["c"], [], [], ["d", "e"], "complete"]);
    expect(sent.map(({ token }) => token)).toEqual([undefined, "1", "2", undefined, "1", "2"]);
  });

  test("keeps of a page what is new, and all its other members", async () => {
    const { client } = scriptedService((_, number) => {
      if (number === 1) {
        throw expired;
      }
      return number === 0 ? page(["a", "b"], "1") : { ...page(["new", "b"]), $metadata: { requestId: "again" } };
    });
    const pages = await lastValueFrom(describeProjects$({ client }).pipe(restartOnExpiredToken(), toArray()));
    expect(pages.at(-1)).toEqual({ $metadata: { requestId: "again" }, ProjectDescriptions: [{ ProjectArn: "new" }] });
  });

  test("reports each restart before it is made", async () => {
    const notices: RestartNotice[] = [];
    const { client, sent } = serviceOf(ABC, expiringAt(1, 4));
    const requestsThen: number[] = [];
    const onRestart = (notice: RestartNotice): void => {
      notices.push(notice);
      requestsThen.push(sent.length);
    };
    const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken({ onRestart })));
    await settleAll();
    expect(seen).toEqual([["a"], [], ["b"], [], [], ["c"], "complete"]);
    expect(notices).toEqual([
      { restarts: 1, itemsDelivered: 1, error: expired },
      { restarts: 2, itemsDelivered: 2, error: expired },
    ]);
    expect(requestsThen).toEqual([2, 5]);
  });

  test("gives up after maxRestarts, three by default, with the service's own exception", async () => {
    for (const [maxRestarts, most] of [
      [undefined, 3],
      [0, 0],
      [1, 1],
      [5, 5],
    ] as const) {
      const { client, sent } = serviceOf(ABC, (number) => expiringAt(...(number % 2 === 1 ? [number] : []))(number));
      const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken({ maxRestarts })));
      await settleAll();
      const error = seen.at(-1);
      expect(isListingError(error) && error.cause).toBe(expired);
      expect(String(error)).toMatch(/maxRestarts allows have brought nothing new: begin a new walk$/);
      expect(sent).toHaveLength(2 * (most + 1));
    }
  });

  test("may restart without a bound", async () => {
    const { client } = serviceOf(ABC, (number) =>
      expiringAt(...(number < 40 && number % 2 === 1 ? [number] : []))(number),
    );
    const source = describeProjects$({ client }).pipe(restartOnExpiredToken({ maxRestarts: Number.POSITIVE_INFINITY }));
    const names = await lastValueFrom(source.pipe(flattenProjects(), toArray()));
    expect(names.map(({ ProjectArn }) => ProjectArn)).toEqual(["a", "b", "c"]);
  });

  test("begins again where the expired token is the one that the walk began with, and delivers all", async () => {
    const { client, sent } = serviceOf(ABC, expiringAt(0));
    const { seen } = watchNames(describeProjects$({ client, startingToken: "2" }).pipe(restartOnExpiredToken()));
    await settleAll();
    expect(seen).toEqual([...ABC, "complete"]);
    expect(sent.map(({ token }) => token)).toEqual(["2", undefined, "1", "2"]);
  });

  test("a request without a token is not made again, whatever it is refused with", async () => {
    const { client, sent } = serviceOf(ABC, expiringAt(0));
    const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken()));
    await settleAll();
    expect(seen).toMatchObject([{ _tag: "ListingError", cause: expired }]);
    expect(sent).toHaveLength(1);
  });

  test("begins the chunk of ProjectNames again whose token it is, and no other", async () => {
    const names = Array.from({ length: 15 }, (_, i) => `p${i}`);
    const sent: (readonly [readonly string[] | undefined, string | undefined])[] = [];
    const listing = describeProjects$(
      {
        client: {
          send: async ({ input: { ProjectNames = [], NextToken } }) => {
            if (sent.push([ProjectNames, NextToken]) === 4) {
              throw expired;
            }
            const half = Math.ceil(ProjectNames.length / 2);
            return NextToken === undefined ? page(ProjectNames.slice(0, half), "h") : page(ProjectNames.slice(half));
          },
        },
      },
      { ProjectNames: names },
    );
    const all = await lastValueFrom(listing.pipe(restartOnExpiredToken(), flattenProjects(), toArray()));
    expect(all.map(({ ProjectArn }) => ProjectArn)).toEqual(names);
    const [first, second] = [names.slice(0, 10), names.slice(10)];
    expect(sent).toEqual([
      [first, undefined],
      [first, "h"],
      [second, undefined],
      [second, "h"],
      [second, undefined],
      [second, "h"],
    ]);
  });

  test("positions go on, and the last one resumes to nothing", async () => {
    const positions: ListingPosition[] = [];
    const { client } = serviceOf(ABC, expiringAt(2));
    const checkpoint = (position: ListingPosition) => void positions.push(position);
    const enduring = restartOnExpiredToken()(describeProjects$({ client, checkpoint }));
    await lastValueFrom(enduring);
    expect(positions.map(({ pagesDelivered }) => pagesDelivered)).toEqual([1, 2, 3, 4, 5]);
    const tokens = positions.map(({ resumeToken }) => resumeToken);
    // In between, b was delivered and has not come again.
    expect([tokens[0], tokens[1], tokens[3]]).toEqual(["1", "2", "2"]);
    expect(tokens[2]).toMatch(/^rekognition-rx:.*"token":"1","outstanding":\["[0-9a-f]{16}"\]/);
    const rests: unknown[] = [];
    for (const token of tokens) {
      const rest = await lastValueFrom(enduring.resumeFrom(token).pipe(flattenProjects(), toArray()));
      rests.push(rest.map(({ ProjectArn }) => ProjectArn));
    }
    expect(rests).toEqual([["b", "c"], ["c"], ["c"], ["c"], []]);
  });

  test("a resume token that lists what was delivered is a TypeError without it, before anything is sent", async () => {
    const { client, sent } = serviceOf(ABC);
    const token = 'rekognition-rx:{"operation":"DescribeProjects","token":"1","outstanding":["0123456789abcdef"]}';
    const plain = describeProjects$({ client }).resumeFrom(token);
    const refusal: unknown = expect.stringContaining("put restartOnExpiredToken() on the resumed listing");
    await expect(lastValueFrom(plain)).rejects.toMatchObject({ name: "TypeError", message: refusal });
    await expect(plain[Symbol.asyncIterator]().next()).rejects.toMatchObject({ name: "TypeError", message: refusal });
    expect(sent).toEqual([]);
    await lastValueFrom(restartOnExpiredToken()(plain));
    expect(sent).toHaveLength(2);
  });

  test("a restart that has brought something new begins the count of restarts anew", async () => {
    // Each attempt comes one page further, and then its token has expired: five restarts in all, none of them in vain.
    const { client } = serviceOf([["a"], ["b"], ["c"], ["d"], ["e"], ["f"]], expiringAt(1, 4, 8, 13, 19));
    const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken({ maxRestarts: 1 })));
    await settleAll();
    expect(seen.flat()).toEqual(["a", "b", "c", "d", "e", "f", "complete"]);
  });

  test("each walk remembers its own", async () => {
    const { client } = serviceOf(ABC, expiringAt(1, 6));
    const enduring = describeProjects$({ client }).pipe(restartOnExpiredToken({ maxRestarts: 1 }), flattenProjects());
    for (const _ of ["first", "second"]) {
      const all = await lastValueFrom(enduring.pipe(toArray()));
      expect(all.map(({ ProjectArn }) => ProjectArn)).toEqual(["a", "b", "c"]);
    }
  });
});

describe("without an expired token", () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ["no project", [[]]],
    ["one", [["a"]]],
    ["many, and empty pages", [["a", "b"], [], ["c"], []]],
  ])("is the listing, page for page: %s", async (_, pages) => {
    const { client } = serviceOf(pages);
    const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken()));
    await settleAll();
    expect(seen).toEqual([...pages, "complete"]);
  });

  test("gives the service's page itself, and an item twice that the service gives twice", async () => {
    const answer = page(["a", "a"]);
    const { client } = scriptedService(() => answer);
    expect(await lastValueFrom(describeProjects$({ client }).pipe(restartOnExpiredToken()))).toBe(answer);
  });

  test("every other failure is what it was", async () => {
    const { client, sent } = serviceOf(ABC, (number) => {
      if (number === 1) {
        throw invalidParameter();
      }
    });
    const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken()));
    await settleAll();
    expect(seen).toMatchObject([["a"], { _tag: "ListingError", cause: invalidParameter(), resumeToken: "1" }]);
    expect(sent).toHaveLength(2);
  });

  test("a request that is never answered is aborted when it is left", () => {
    const { client, sent } = scriptedService(() => new Promise(() => undefined));
    const { seen, subscription } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken()));
    subscription.unsubscribe();
    expect({ seen, aborted: sent[0]?.signal?.aborted }).toEqual({ seen: [], aborted: true });
  });

  test("a listing without end is left at the project that is enough", async () => {
    const { client, sent } = scriptedService((_, number) => page([`p${number}`], String(number + 1)));
    const taken = describeProjects$({ client }).pipe(restartOnExpiredToken(), flattenProjects(), take(3), toArray());
    expect(await lastValueFrom(taken)).toHaveLength(3);
    expect(sent).toHaveLength(3);
  });
});

describe("in marbles", () => {
  const names = map(namesIn);
  const pages = { a: page(["a"], "1"), b: page(["b"]) };
  const values = { a: ["a"], b: ["b"] };

  marbleTest("restarts at once, and holds one request at a time", ({ cold, expectObservable, expectSubscriptions }) => {
    const first = cold("  --(a|)     ", pages);
    const refused = cold("  --#      ", pages, expired);
    const again = cold("      --(a|) ", pages);
    const second = cold("       --(b|)", pages);
    const sub1 = "        ^-!        ";
    const sub2 = "        --^-!      ";
    const sub3 = "        ----^-!    ";
    const sub4 = "        ------^-!  ";
    const expected = "    --a---e-(b|)";
    const requests = [first, refused, again, second];
    let request = 0;
    const { client } = serviceOf([]);
    const perRequest = () => requests[request++] ?? NEVER;
    const listing = describeProjects$({ client, perRequest });
    expectObservable(listing.pipe(restartOnExpiredToken(), names)).toBe(expected, { ...values, e: [] });
    for (const [source, sub] of [
      [first, sub1],
      [refused, sub2],
      [again, sub3],
      [second, sub4],
    ] as const) {
      expectSubscriptions(source.subscriptions).toBe(sub);
    }
  });

  marbleTest("leaves the request that it holds after a restart", ({ cold, expectObservable, expectSubscriptions }) => {
    const first = cold("  (a|)   ", pages);
    const refused = cold("--#    ", pages, expired);
    const again = cold("    -----", pages);
    const sub3 = "        --^--! ";
    const expected = "    a----- ";
    const requests = [first, refused, again];
    let request = 0;
    const perRequest = () => requests[request++] ?? NEVER;
    const listing = describeProjects$({ client: serviceOf([]).client, perRequest });
    expectObservable(listing.pipe(restartOnExpiredToken(), names), "-----!").toBe(expected, values);
    expectSubscriptions(again.subscriptions).toBe(sub3);
  });
});

describe("on either side of retryThrottled", () => {
  const sides: readonly (readonly [
    string,
    (listing: Listing<Page>, scheduler: VirtualTimeScheduler) => Listing<Page>,
  ])[] = [
    ["in front", (listing, scheduler) => retryThrottled({ scheduler })(restartOnExpiredToken()(listing))],
    ["after", (listing, scheduler) => restartOnExpiredToken()(retryThrottled({ scheduler })(listing))],
  ];

  test.each(sides)("%s, throttles are retried where they are and expired tokens from page one", async (_, both) => {
    const scheduler = new VirtualTimeScheduler();
    const { client, sent } = serviceOf(ABC, (number) => {
      if ([1, 2, 5].includes(number)) {
        throw throttling();
      }
      if (number === 4) {
        throw expired;
      }
    });
    const listing = both(describeProjects$({ client }), scheduler);
    expect(isListing(listing)).toBe(true);
    const { seen } = watchNames(listing);
    await runVirtually(scheduler);
    await settleAll();
    expect(seen).toEqual([["a"], ["b"], [], [], ["c"], "complete"]);
    expect(sent.map(({ token }) => token)).toEqual([undefined, "1", "1", "1", "2", undefined, undefined, "1", "2"]);
  });

  test.each(sides)("%s, a pull survives both", async (_, both) => {
    const scheduler = new VirtualTimeScheduler();
    const { client } = serviceOf(ABC, (number) => {
      if (number === 1) {
        throw throttling();
      }
      if (number === 3) {
        throw expired;
      }
    });
    const listing = both(describeProjects$({ client }), scheduler);
    const seen = lastValueFrom(processPages(listing, async (answer) => namesIn(answer)).pipe(toArray()));
    expect(await virtually(scheduler, seen)).toEqual([["a"], ["b"], [], [], ["c"]]);
  });
});

describe("a pull", () => {
  test("never asks for more than prefetch pages beyond the one in hand, restarts apart", async () => {
    for (const prefetch of [0, 1, 3]) {
      const { client, sent } = serviceOf([["a"], ["b"], ["c"], ["d"]], expiringAt(2));
      let taken = 0;
      const names: unknown[] = [];
      for await (const answer of restartOnExpiredToken()(describeProjects$({ client, prefetch }))) {
        taken += 1;
        names.push(...namesIn(answer));
        await settleAll();
        // The one refused request delivered no page.
        expect(sent.length).toBeLessThanOrEqual(taken + prefetch + 1);
      }
      expect(names).toEqual(["a", "b", "c", "d"]);
    }
  });

  test("is given the pages that were fetched before the token expired, once", async () => {
    const { client } = serviceOf([["a"], ["b"], ["c"]], expiringAt(2));
    const pages = restartOnExpiredToken()(describeProjects$({ client, prefetch: 5 }))[Symbol.asyncIterator]();
    const first = await pages.next();
    await settleAll();
    const seen = [first.value];
    for (let next = await pages.next(); next.done !== true; next = await pages.next()) {
      seen.push(next.value);
    }
    expect(seen.map((answer) => answer && namesIn(answer))).toEqual([["a"], ["b"], [], [], ["c"]]);
  });
});

describe("what throws", () => {
  const broken = new Error("broken callback");
  const throwing = (): never => {
    throw broken;
  };

  test("in onRestart, is the cause of the error, and nothing more is sent", async () => {
    const { client, sent } = serviceOf(ABC, expiringAt(1));
    const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken({ onRestart: throwing })));
    await settleAll();
    expect(seen).toMatchObject([["a"], { _tag: "ListingError", cause: broken, resumeToken: "1" }]);
    expect(sent).toHaveLength(2);
  });

  test("in key, is the cause of the error, in front of its page", async () => {
    const { client, sent } = serviceOf(ABC);
    const { seen } = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken({ key: throwing })));
    await settleAll();
    expect(seen).toMatchObject([{ _tag: "ListingError", cause: broken, resumeToken: undefined, pagesDelivered: 0 }]);
    expect(sent).toHaveLength(1);
  });

  test("unsubscribing in onRestart sends nothing more", async () => {
    const { client, sent } = serviceOf(ABC, expiringAt(1));
    const onRestart = (): void => watched.subscription.unsubscribe();
    const watched = watchNames(describeProjects$({ client }).pipe(restartOnExpiredToken({ onRestart })));
    await settleAll();
    expect({ seen: watched.seen, sent: sent.length }).toEqual({ seen: [["a"]], sent: 2 });
  });
});

describe("the key", () => {
  test("identifies items in place of the ARN, and is given their list", async () => {
    const lists = new Set<string>();
    const { client } = scriptedService((_, number) => {
      if (number === 1) {
        throw expired;
      }
      const Status = number === 0 ? "CREATING" : "CREATED";
      return {
        ...page([]),
        ProjectDescriptions: [{ ProjectArn: "a", Status }],
        ...(number === 0 && { NextToken: "1" }),
      };
    });
    const key = ({ ProjectArn, Status }: ProjectDescription, list: string): string => {
      lists.add(list);
      return `${ProjectArn} ${Status}`;
    };
    const all = describeProjects$({ client }).pipe(restartOnExpiredToken({ key }), flattenProjects(), toArray());
    expect((await lastValueFrom(all)).map(({ Status }) => Status)).toEqual(["CREATING", "CREATED"]);
    expect([...lists]).toEqual(["ProjectDescriptions"]);
  });

  test("of an entry is its image: an entry that was changed in between is not delivered again", async () => {
    let number = 0;
    const client = {
      send: async () => {
        number += 1;
        if (number === 2) {
          throw expired;
        }
        const DatasetEntries = number === 1 ? [entry("1", 0)] : [entry("1", 1), entry("2", 0)];
        return { $metadata: {}, DatasetEntries, ...(number === 1 && { NextToken: "1" }) };
      },
    };
    const entries = listDatasetEntries$({ client }, { DatasetArn: "arn" }).pipe(restartOnExpiredToken());
    const pages = await lastValueFrom(entries.pipe(toArray()));
    expect(pages.map(({ DatasetEntries }) => DatasetEntries)).toEqual([[entry("1", 0)], [entry("2", 0)]]);
  });

  test("is asked for where the operation is none of Custom Labels, at its first page", async () => {
    class ListOthers {
      readonly input: object;
      constructor(input: object) {
        this.input = input;
      }
    }
    let number = 0;
    const client = {
      send: async (): Promise<{ readonly Others: readonly string[]; readonly NextToken?: string }> => {
        number += 1;
        if (number === 3) {
          throw expired;
        }
        return { Others: ["x", String(number)], ...(number < 4 && { NextToken: String(number) }) };
      },
    };
    const others = paginate$({ client }, ListOthers);
    const seen: unknown[] = [];
    others.pipe(restartOnExpiredToken()).subscribe({ error: (error: unknown) => seen.push(error) });
    await settleAll();
    expect(seen).toMatchObject([
      { cause: { message: expect.stringContaining("what identifies the items of Others") as string } },
    ]);
    number = 0;
    const pages = await lastValueFrom(others.pipe(restartOnExpiredToken({ key: (item) => item }), toArray()));
    expect(pages.map(({ Others }) => Others)).toEqual([["x", "1"], ["x", "2"], ["4"]]);
  });
});

test("nothing that stays is lost and nothing is delivered twice, whatever comes and goes between the attempts", async () => {
  const names = fc.uniqueArray(fc.nat(30), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(names, { minLength: 1, maxLength: 5 }),
      fc.array(fc.boolean(), { maxLength: 25 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 5 }),
      fc.boolean(),
      async (worlds, expiries, pageSize, maxRestarts, pulled) => {
        // Each attempt sees the account as it was when it began; the last world stays.
        const attempts: (readonly string[])[] = [];
        let refused = 0;
        // Restarts in a row that have brought nothing new.
        let inVain = 0;
        let knownAtLast = 0;
        const known = new Set<string>();
        const { client, sent } = scriptedService((token, number) => {
          if (token === undefined) {
            attempts.push((worlds[attempts.length] ?? worlds.at(-1) ?? []).toSorted((a, b) => a - b).map(String));
          } else if (expiries[number] === true) {
            refused += 1;
            inVain = known.size > knownAtLast ? 1 : inVain + 1;
            knownAtLast = known.size;
            throw expired;
          }
          const world = attempts.at(-1) ?? [];
          const from = Number(token ?? 0);
          const to = from + pageSize;
          for (const name of world.slice(from, to)) {
            known.add(name);
          }
          return page(world.slice(from, to), to < world.length ? String(to) : undefined);
        });
        const listing = restartOnExpiredToken({ maxRestarts })(describeProjects$({ client, prefetch: pageSize % 2 }));
        const delivered: (string | undefined)[] = [];
        let pages = 0;
        let end: unknown = "complete";
        const take = (answer: Page): void => {
          pages += 1;
          delivered.push(...namesIn(answer));
        };
        try {
          if (pulled) {
            for await (const answer of listing) {
              take(answer);
            }
          } else {
            await listing.forEach(take);
          }
        } catch (error) {
          end = error;
        }

        expect(new Set(delivered).size).toBe(delivered.length);
        const ever = new Set(attempts.flat());
        expect(delivered.every((name) => name !== undefined && ever.has(name))).toBe(true);
        // Every request that was answered has its page, and every refused token is a restart, or the end.
        expect(pages).toBe(sent.length - refused);
        expect(refused).toBe(attempts.length - 1 + (end === "complete" ? 0 : 1));
        expect(end === "complete").toBe(inVain <= maxRestarts);
        // The attempt that came to the end missed nothing, and so nothing that was there throughout is lost.
        const last = attempts.at(-1) ?? [];
        const missed = last.filter((name) => !delivered.includes(name));
        expect(end === "complete" ? missed : (end as Error).cause).toEqual(end === "complete" ? [] : expired);
      },
    ),
    { numRuns: 300 },
  );
});

describe("where it does not belong", () => {
  test("after anything that is no listing, it throws at once", () => {
    const message = new TypeError(
      "restartOnExpiredToken must come directly after a listing (only retryThrottled may come between them): " +
        "elsewhere it cannot ask for page one again",
    );
    expect(() => of(page(["a"])).pipe(restartOnExpiredToken())).toThrow(message);
    const piped = describeProjects$({ client: serviceOf([]).client }).pipe(map((answer) => answer));
    expect(() => piped.pipe(restartOnExpiredToken())).toThrow(message);
  });

  test.each<[unknown, typeof RangeError | typeof TypeError, string]>([
    [{ maxRestarts: -1 }, RangeError, "maxRestarts must be a whole number, 0 or more, or Infinity, not -1"],
    [{ maxRestarts: 1.5 }, RangeError, "maxRestarts must be a whole number, 0 or more, or Infinity, not 1.5"],
    [{ maxRestarts: Number.NaN }, RangeError, "maxRestarts must be a whole number, 0 or more, or Infinity, not NaN"],
    [
      { maxRestarts: Number.NEGATIVE_INFINITY },
      RangeError,
      "maxRestarts must be a whole number, 0 or more, or Infinity, not -Infinity",
    ],
    [{ key: "ProjectArn" }, TypeError, 'key must be a function, not "ProjectArn"'],
    ["all", TypeError, 'the options must be an object, not "all"'],
    [null, TypeError, "the options must be an object, not null"],
    [{ onRestart: {} }, TypeError, "onRestart must be a function, not an object with no members"],
  ])("options that cannot work are refused at once: %j", (options, kind, message) => {
    const make = () => restartOnExpiredToken(options as object);
    expect(make).toThrow(kind);
    expect(make).toThrow(`restartOnExpiredToken: ${message}`);
  });

  test("undefined options are as none", () => {
    const none = { key: undefined, maxRestarts: undefined, onRestart: undefined };
    expect(() => restartOnExpiredToken(none)).not.toThrow();
  });
});

test("the types of the page and of the token are kept", () => {
  const listing = describeProjects$({ client: serviceOf([]).client });
  expectTypeOf(restartOnExpiredToken()(listing)).toEqualTypeOf<Listing<Page>>();
  expectTypeOf(listing.pipe(restartOnExpiredToken())).toEqualTypeOf<Observable<Page>>();
  expectTypeOf(listing.pipe(restartOnExpiredToken(), retryThrottled(), flattenProjects())).toEqualTypeOf<
    Observable<ProjectDescription>
  >();
  listing.pipe(
    restartOnExpiredToken({
      key: (item) => {
        expectTypeOf(item).toEqualTypeOf<ProjectDescription>();
        return item.ProjectArn;
      },
    }),
  );
  // @ts-expect-error a key is a string
  listing.pipe(restartOnExpiredToken({ key: (item) => item.CreationTimestamp }));
  // @ts-expect-error the item of another listing
  listing.pipe(restartOnExpiredToken({ key: (item: DatasetLabelDescription) => item.LabelName }));
  // @ts-expect-error an option that does not exist
  restartOnExpiredToken({ restarts: 5 });
});
