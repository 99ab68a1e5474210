import { listDatasetEntries$, type ListDatasetEntriesResponse } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { from, lastValueFrom, type Observable, of, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { flattenEntries, type EntriesPage } from "../../src/flatten/flatten-entries.js";
import { marbleTest } from "../retry/support/marble-test.js";

const a = "a";
const b = "b";

marbleTest("splits pages into entries, in order", ({ cold, expectObservable, expectSubscriptions }) => {
  const pages: Readonly<Record<string, EntriesPage<string>>> = {
    e: { DatasetEntries: [] },
    m: {},
    u: { DatasetEntries: undefined },
    p: { DatasetEntries: [a] },
    q: { DatasetEntries: [a, b] },
  };
  const source = cold("-e-m-u-p-q-----|", pages);
  const sub = "        ^--------------!";
  const expected = "   -------a-(ab)--|";
  expectObservable(source.pipe(flattenEntries())).toBe(expected, { a, b });
  expectSubscriptions(source.subscriptions).toBe(sub);
});

marbleTest("ends as its source does, and leaves it when it is left", (t) => {
  for (const [marble, expected, subscription] of [
    ["-------", "-------", "^------!"],
    ["|------", "|------", "(^!)----"],
    ["#------", "#------", "(^!)----"],
    ["-p-|---", "-a-|---", "^--!----"],
    ["-p-p-#-", "-a-a-#-", "^----!--"],
    ["-p-p-p-p-p", "-a-a-a-", "^------!"],
  ] as const) {
    const source = t.cold(marble, { p: { DatasetEntries: [a] } });
    t.expectObservable(source.pipe(flattenEntries()), "-------!").toBe(expected, { a });
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

test("gives every item of every page, and only those", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.array(fc.nat()), { nil: undefined })), (lists) => {
      const seen: number[] = [];
      from(lists.map((DatasetEntries) => ({ DatasetEntries })))
        .pipe(flattenEntries())
        .subscribe((item) => seen.push(item));
      expect(seen).toEqual(lists.flatMap((list) => list ?? []));
    }),
  );
});

/** A service of two entries a page, without end. */
const endless = () => {
  const service = {
    requests: 0,
    send: async () => {
      service.requests += 1;
      return { $metadata: {}, DatasetEntries: [a, b], NextToken: String(service.requests) };
    },
  };
  return service;
};

describe("behind a listing", () => {
  test("asks for no page that nobody takes", async () => {
    const client = endless();
    const taken = listDatasetEntries$({ client }, { DatasetArn: "arn" }).pipe(flattenEntries(), take(3), toArray());
    expect(await lastValueFrom(taken)).toEqual([a, b, a]);
    expect(client.requests).toBe(2);
  });

  test("has the type of the SDK's entries, or of decoded ones", () => {
    const listing = listDatasetEntries$({ client: endless() }, { DatasetArn: "arn" });
    expectTypeOf(listing.pipe(flattenEntries())).toEqualTypeOf<Observable<string>>();
    expectTypeOf(of<ListDatasetEntriesResponse>().pipe(flattenEntries())).toEqualTypeOf<Observable<string>>();
    // @ts-expect-error pages of another operation
    of({ ProjectDescriptions: [a] }).pipe(flattenEntries());
    // @ts-expect-error a list is no page
    of([a]).pipe(flattenEntries());
  });
});

test("a page that is none is an error of the stream, behind the entries before it", () => {
  const seen: unknown[] = [];
  of({ DatasetEntries: [a] }, JSON.parse("null") as EntriesPage<string>, { DatasetEntries: [b] })
    .pipe(flattenEntries())
    .subscribe({ next: (value) => seen.push(value), error: (error: unknown) => seen.push(error) });
  expect(seen).toEqual([a, expect.any(TypeError)]);
});
