import type * as sdk from "@aws-sdk/client-rekognition";
import {
  describeProjectVersions$,
  type DescribeProjectVersionsResponse,
  type ProjectVersionDescription,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import { from, lastValueFrom, type Observable, of, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { flattenVersions, type VersionsPage } from "../../src/flatten/flatten-versions.js";
import { marbleTest } from "../retry/support/marble-test.js";

const a = { ProjectVersionArn: "a" };
const b = { ProjectVersionArn: "b" };

marbleTest("splits pages into versions, in order", ({ cold, expectObservable, expectSubscriptions }) => {
  const pages: Readonly<Record<string, VersionsPage<typeof a>>> = {
    e: { ProjectVersionDescriptions: [] },
    m: {},
    u: { ProjectVersionDescriptions: undefined },
    p: { ProjectVersionDescriptions: [a] },
    q: { ProjectVersionDescriptions: [a, b] },
  };
  const source = cold("-e-m-u-p-q-----|", pages);
  const sub = "        ^--------------!";
  const expected = "   -------a-(ab)--|";
  expectObservable(source.pipe(flattenVersions())).toBe(expected, { a, b });
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
    const source = t.cold(marble, { p: { ProjectVersionDescriptions: [a] } });
    t.expectObservable(source.pipe(flattenVersions()), "-------!").toBe(expected, { a });
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

test("gives every item of every page, and only those", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.array(fc.nat()), { nil: undefined })), (lists) => {
      const seen: number[] = [];
      from(lists.map((ProjectVersionDescriptions) => ({ ProjectVersionDescriptions })))
        .pipe(flattenVersions())
        .subscribe((item) => seen.push(item));
      expect(seen).toEqual(lists.flatMap((list) => list ?? []));
    }),
  );
});

/** A service of two versions a page, without end. */
const endless = () => {
  const service = {
    requests: 0,
    send: async () => {
      service.requests += 1;
      return { $metadata: {}, ProjectVersionDescriptions: [a, b], NextToken: String(service.requests) };
    },
  };
  return service;
};

describe("behind a listing", () => {
  test("asks for no page that nobody takes", async () => {
    const client = endless();
    const taken = describeProjectVersions$({ client }, { ProjectArn: "arn" }).pipe(
      flattenVersions(),
      take(3),
      toArray(),
    );
    expect(await lastValueFrom(taken)).toEqual([a, b, a]);
    expect(client.requests).toBe(2);
  });

  test("has the type of the SDK's versions, or of decoded ones", () => {
    const listing = describeProjectVersions$({ client: endless() }, { ProjectArn: "arn" });
    expectTypeOf(listing.pipe(flattenVersions())).toEqualTypeOf<Observable<sdk.ProjectVersionDescription>>();
    expectTypeOf(of<DescribeProjectVersionsResponse>().pipe(flattenVersions())).toEqualTypeOf<
      Observable<ProjectVersionDescription>
    >();
    // @ts-expect-error pages of another operation
    of({ ProjectDescriptions: [a] }).pipe(flattenVersions());
    // @ts-expect-error a list is no page
    of([a]).pipe(flattenVersions());
  });
});

test("a page that is none is an error of the stream, behind the versions before it", () => {
  const seen: unknown[] = [];
  of({ ProjectVersionDescriptions: [a] }, JSON.parse("null") as VersionsPage<typeof a>, {
    ProjectVersionDescriptions: [b],
  })
    .pipe(flattenVersions())
    .subscribe({ next: (value) => seen.push(value), error: (error: unknown) => seen.push(error) });
  expect(seen).toEqual([a, expect.any(TypeError)]);
});
