import * as fc from "fast-check";
import { EMPTY, lastValueFrom, map, of, tap, toArray } from "rxjs";
import { describe, expect, test } from "vitest";
import { isListing } from "../../src/listing/is-listing.js";
import { listingFrom, type PageSource } from "../../src/listing/listing-from.js";
import { positionsOf } from "../../src/listing/positions-of.js";
import type { ListingPosition } from "../../src/request/listing-config.js";

interface Count {
  readonly number: number;
  readonly NextToken: string;
}

/** Counts to a number, and notes what it was asked and when it was closed. */
function counter(last: number, fault?: (number: number) => void) {
  const asked: unknown[] = [];
  const closed: unknown[] = [];
  const source: PageSource<Count> = {
    operation: "Count",
    resource: "arn:of:numbers",
    begin: (tools) => ({
      next: (position) => {
        asked.push(position);
        const number = Number(position ?? 0) + 1;
        fault?.(number);
        return Promise.resolve(number > last ? undefined : { number, NextToken: tools.token(number) });
      },
      close: (reason) => void closed.push(reason),
    }),
  };
  return { source, asked, closed };
}

const numbersOf = (listing: ReturnType<typeof listingFrom<Count>>): Promise<readonly number[]> =>
  lastValueFrom(
    listing.pipe(
      map(({ number }) => number),
      toArray(),
    ),
  );

const pulledOf = async (listing: ReturnType<typeof listingFrom<Count>>): Promise<readonly number[]> => {
  const numbers: number[] = [];
  for await (const { number } of listing) {
    numbers.push(number);
  }
  return numbers;
};

describe("a listing from a source", () => {
  test("asks for each page with the position before it, until there is none, and closes once", async () => {
    const { source, asked, closed } = counter(3);
    const listing = listingFrom(source);
    expect(isListing(listing)).toBe(true);
    expect(await numbersOf(listing)).toEqual([1, 2, 3]);
    expect(asked).toEqual([undefined, 1, 2, 3]);
    expect(closed).toEqual([undefined]);
    const pulled: number[] = [];
    for await (const { number } of listing) {
      pulled.push(number);
    }
    expect(pulled).toEqual([1, 2, 3]);
  });

  test.each([
    [false, [1, 2, 3, "RepeatedTokenError"]],
    [true, [1, 2, 3, 2, 3, 4]],
  ])("whose positions may come again, %j, follows them or is an error", async (mayRepeat, expected) => {
    let laps = 0;
    const source: PageSource<Count> = {
      operation: "Count",
      mayRepeat,
      begin: ({ token }) => ({
        next: async (position = 0) => {
          const number = Number(position) + 1;
          laps += number === 3 ? 1 : 0;
          // Back to where the first ended, once, after the third.
          const next = number === 3 && laps === 1 ? 1 : number;
          return number > 4 ? undefined : { number, NextToken: token(next) };
        },
        close: () => undefined,
      }),
    };
    const seen: unknown[] = [];
    try {
      for await (const { number } of listingFrom(source)) {
        seen.push(number);
      }
    } catch (error) {
      seen.push(error instanceof Error ? error.name : error);
    }
    expect(seen).toEqual(expected);
  });

  test("that has nothing is empty", async () => {
    expect(await numbersOf(listingFrom(counter(0).source))).toEqual([]);
  });

  test("is resumed from a page's NextToken, and from what its checkpoint is called with", async () => {
    const { source } = counter(4);
    const positions: ListingPosition[] = [];
    const listing = listingFrom(source, { checkpoint: (position) => positions.push(position) });
    const pages = await lastValueFrom(listing.pipe(toArray()));
    for (const [at, { NextToken, number }] of pages.entries()) {
      expect(positions[at]).toEqual({ resumeToken: NextToken, pagesDelivered: number });
      expect(await numbersOf(listingFrom(source).resumeFrom(NextToken))).toEqual([1, 2, 3, 4].slice(number));
    }
    expect(() => listingFrom({ ...source, operation: "Other" }).resumeFrom(pages[0]?.NextToken)).toThrow(
      /belongs to a walk of Count, and this one is of Other/,
    );
    expect(() => listing.resumeFrom("a token")).toThrow(
      /^Count: "a token" is not a resume token of this operation; pass the resumeToken/,
    );
    expect(() => listing.resumeFrom('rekognition-rx:{"operation":"Count"')).toThrow(/is not a whole resume token/);
  });

  const END = 'rekognition-rx:{"operation":"Count","end":true}';

  test.each([0, 2])(
    "reports its end after %i pages, and waits for that checkpoint, pushed and pulled",
    async (last) => {
      for (const consume of [numbersOf, pulledOf]) {
        const { source, asked } = counter(last);
        const positions: ListingPosition[] = [];
        let saved = 0;
        const checkpoint = async (position: ListingPosition): Promise<void> => {
          positions.push(position);
          await Promise.resolve();
          saved += 1;
        };
        expect(await consume(listingFrom(source, { checkpoint }))).toHaveLength(last);
        expect(saved).toBe(last + 1);
        expect(positions).toHaveLength(last + 1);
        expect(positions.at(-1)).toEqual({ resumeToken: END, pagesDelivered: last });
        asked.length = 0;
        expect(await consume(listingFrom(source).resumeFrom(END))).toEqual([]);
        expect(asked).toEqual([]);
      }
    },
  );

  test("does not report an end that it has not come to, and fails with what the checkpoint of its end throws", async () => {
    const positions: ListingPosition[] = [];
    const checkpoint = (position: ListingPosition): void => {
      positions.push(position);
      if (position.resumeToken === END) {
        throw new Error("the disk is full");
      }
    };
    await expect(numbersOf(listingFrom(counter(2).source, { checkpoint, maxPages: 1 }))).rejects.toThrow("maxPages");
    expect(positions).toHaveLength(1);
    await expect(numbersOf(listingFrom(counter(1).source, { checkpoint }))).rejects.toThrow("the disk is full");
    await expect(pulledOf(listingFrom(counter(1).source, { checkpoint }))).rejects.toThrow("the disk is full");
  });

  test("reports its end after its pages, though several calls have waited at once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(4),
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
        fc.nat(2),
        async (last, calls, prefetch) => {
          const positions: string[] = [];
          const checkpoint = ({ resumeToken }: ListingPosition): void => void positions.push(resumeToken);
          const pages = listingFrom(counter(last).source, { checkpoint, prefetch })[Symbol.asyncIterator]();
          let given = 0;
          for (const count of calls) {
            const results = await Promise.all(Array.from({ length: count }, () => pages.next()));
            given += results.filter(({ done }) => done !== true).length;
          }
          await pages.next();
          const all = Array.from(
            { length: given },
            (_, at) => `rekognition-rx:{"operation":"Count","token":${at + 1}}`,
          );
          expect(positions.slice(0, given)).toEqual(all);
          expect(positions.slice(given)).toEqual(given === last ? [END] : []);
        },
      ),
    );
  });

  test("says after each page, and after its end, where it stands", async () => {
    const walk = positionsOf(listingFrom(counter(2).source));
    expect(walk.resumeToken).toBeUndefined();
    for await (const { resumeToken } of walk) {
      expect(walk.resumeToken).toBe(resumeToken);
    }
    expect(walk.resumeToken).toBe(END);
    const again = positionsOf(listingFrom(counter(2).source).resumeFrom(END));
    expect([again.resumeToken, await again.next(), again.resumeToken]).toEqual([
      END,
      { done: true, value: undefined },
      END,
    ]);
  });

  test("is retried in perRequest with the same position, and leaves an end without a page to itself", async () => {
    let failures = 1;
    const { source, asked } = counter(2, (number) => {
      if (number === 2 && failures > 0) {
        failures -= 1;
        throw new Error("once");
      }
    });
    const seen: unknown[] = [];
    const listing = listingFrom(source, {
      perRequest: (page$, { index, resource }) =>
        page$.pipe(tap({ next: () => seen.push([index, resource]), error: () => seen.push("error") })),
    });
    const error: unknown = await numbersOf(listing).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ operation: "Count", pagesDelivered: 1, cause: { message: "once" } });
    expect(String(error)).toContain("Count (arn:of:numbers) failed at page 2");
    expect(await numbersOf(listing)).toEqual([1, 2]);
    expect(asked).toEqual([undefined, 1, undefined, 1, 2]);
    expect(seen).toEqual([[0, "arn:of:numbers"], "error", [0, "arn:of:numbers"], [1, "arn:of:numbers"]]);
    // Whoever takes the page away has ended the walk.
    expect(await numbersOf(listingFrom(source, { perRequest: () => EMPTY }))).toEqual([]);
    const twice = listingFrom(source, {
      perRequest: () => of({ number: 1, NextToken: "" }, { number: 2, NextToken: "" }),
    });
    await expect(numbersOf(twice)).rejects.toThrow(/a second page for one request/);
  });

  test("has no more pages than maxPages, and is whole where it has as many", async () => {
    expect(await numbersOf(listingFrom(counter(3).source, { maxPages: 3 }))).toEqual([1, 2, 3]);
    const { source, closed } = counter(4);
    const seen: number[] = [];
    const walking = listingFrom(source, { maxPages: 3 }).pipe(tap(({ number }) => seen.push(number)));
    await expect(lastValueFrom(walking)).rejects.toThrow(/Count \(arn:of:numbers\) has more than maxPages = 3 pages/);
    expect(seen).toEqual([1, 2, 3]);
    expect(closed).toEqual([undefined]);
  });

  test("is closed with the reason of its signal, or when its consumer leaves", async () => {
    const controller = new AbortController();
    const { source, closed } = counter(9);
    const pages = listingFrom(source, { signal: controller.signal, label: "mine" })[Symbol.asyncIterator]();
    await pages.next();
    const next = pages.next().catch((error: unknown) => error);
    controller.abort("enough");
    expect(await next).toBe("enough");
    expect(closed).toEqual(["enough"]);
    const others = listingFrom(source)[Symbol.asyncIterator]();
    await others.next();
    await others.return?.();
    expect(closed).toEqual(["enough", undefined]);
  });

  test.each([
    [{ prefetch: -1 }, /^Count: prefetch must/],
    [{ maxPages: 0 }, /^Count: maxPages must/],
    [{ signal: JSON.parse("{}") as AbortSignal }, /^Count: the signal/],
  ])("is refused %o at once", (config, says) => {
    expect(() => listingFrom(counter(1).source, config)).toThrow(says);
  });
});
