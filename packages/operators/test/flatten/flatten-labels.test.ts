import type * as sdk from "@aws-sdk/client-rekognition";
import { type DatasetLabelDescription, listDatasetLabels$, type ListDatasetLabelsResponse } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { from, lastValueFrom, type Observable, of, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { flattenLabels, type LabelsPage } from "../../src/flatten/flatten-labels.js";
import { marbleTest } from "../retry/support/marble-test.js";

const a = { LabelName: "a" };
const b = { LabelName: "b" };

marbleTest("splits pages into labels, in order", ({ cold, expectObservable, expectSubscriptions }) => {
  const pages: Readonly<Record<string, LabelsPage<typeof a>>> = {
    e: { DatasetLabelDescriptions: [] },
    m: {},
    u: { DatasetLabelDescriptions: undefined },
    p: { DatasetLabelDescriptions: [a] },
    q: { DatasetLabelDescriptions: [a, b] },
  };
  const source = cold("-e-m-u-p-q-----|", pages);
  const sub = "        ^--------------!";
  const expected = "   -------a-(ab)--|";
  expectObservable(source.pipe(flattenLabels())).toBe(expected, { a, b });
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
    const source = t.cold(marble, { p: { DatasetLabelDescriptions: [a] } });
    t.expectObservable(source.pipe(flattenLabels()), "-------!").toBe(expected, { a });
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

test("gives every item of every page, and only those", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.array(fc.nat()), { nil: undefined })), (lists) => {
      const seen: number[] = [];
      from(lists.map((DatasetLabelDescriptions) => ({ DatasetLabelDescriptions })))
        .pipe(flattenLabels())
        .subscribe((item) => seen.push(item));
      expect(seen).toEqual(lists.flatMap((list) => list ?? []));
    }),
  );
});

/** A service of two labels a page, without end. */
const endless = () => {
  const service = {
    requests: 0,
    send: async () => {
      service.requests += 1;
      return { $metadata: {}, DatasetLabelDescriptions: [a, b], NextToken: String(service.requests) };
    },
  };
  return service;
};

describe("behind a listing", () => {
  test("asks for no page that nobody takes", async () => {
    const client = endless();
    const taken = listDatasetLabels$({ client }, { DatasetArn: "arn" }).pipe(flattenLabels(), take(3), toArray());
    expect(await lastValueFrom(taken)).toEqual([a, b, a]);
    expect(client.requests).toBe(2);
  });

  test("has the type of the SDK's labels, or of decoded ones", () => {
    const listing = listDatasetLabels$({ client: endless() }, { DatasetArn: "arn" });
    expectTypeOf(listing.pipe(flattenLabels())).toEqualTypeOf<Observable<sdk.DatasetLabelDescription>>();
    expectTypeOf(of<ListDatasetLabelsResponse>().pipe(flattenLabels())).toEqualTypeOf<
      Observable<DatasetLabelDescription>
    >();
    // @ts-expect-error pages of another operation
    of({ ProjectDescriptions: [a] }).pipe(flattenLabels());
    // @ts-expect-error a list is no page
    of([a]).pipe(flattenLabels());
  });
});

test("a page that is none is an error of the stream, behind the labels before it", () => {
  const seen: unknown[] = [];
  of({ DatasetLabelDescriptions: [a] }, JSON.parse("null") as LabelsPage<typeof a>, { DatasetLabelDescriptions: [b] })
    .pipe(flattenLabels())
    .subscribe({ next: (value) => seen.push(value), error: (error: unknown) => seen.push(error) });
  expect(seen).toEqual([a, expect.any(TypeError)]);
});
