import type * as sdk from "@aws-sdk/client-rekognition";
import { listProjectPolicies$, type ListProjectPoliciesResponse, type ProjectPolicy } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { from, lastValueFrom, type Observable, of, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { flattenPolicies, type PoliciesPage } from "../../src/flatten/flatten-policies.js";
import { marbleTest } from "../retry/support/marble-test.js";

const a = { PolicyName: "a" };
const b = { PolicyName: "b" };

marbleTest("splits pages into policies, in order", ({ cold, expectObservable, expectSubscriptions }) => {
  const pages: Readonly<Record<string, PoliciesPage<typeof a>>> = {
    e: { ProjectPolicies: [] },
    m: {},
    u: { ProjectPolicies: undefined },
    p: { ProjectPolicies: [a] },
    q: { ProjectPolicies: [a, b] },
  };
  const source = cold("-e-m-u-p-q-----|", pages);
  const sub = "        ^--------------!";
  const expected = "   -------a-(ab)--|";
  expectObservable(source.pipe(flattenPolicies())).toBe(expected, { a, b });
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
    const source = t.cold(marble, { p: { ProjectPolicies: [a] } });
    t.expectObservable(source.pipe(flattenPolicies()), "-------!").toBe(expected, { a });
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

test("gives every item of every page, and only those", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.array(fc.nat()), { nil: undefined })), (lists) => {
      const seen: number[] = [];
      from(lists.map((ProjectPolicies) => ({ ProjectPolicies })))
        .pipe(flattenPolicies())
        .subscribe((item) => seen.push(item));
      expect(seen).toEqual(lists.flatMap((list) => list ?? []));
    }),
  );
});

/** A service of two policies a page, without end. */
const endless = () => {
  const service = {
    requests: 0,
    send: async () => {
      service.requests += 1;
      return { $metadata: {}, ProjectPolicies: [a, b], NextToken: String(service.requests) };
    },
  };
  return service;
};

describe("behind a listing", () => {
  test("asks for no page that nobody takes", async () => {
    const client = endless();
    const taken = listProjectPolicies$({ client }, { ProjectArn: "arn" }).pipe(flattenPolicies(), take(3), toArray());
    expect(await lastValueFrom(taken)).toEqual([a, b, a]);
    expect(client.requests).toBe(2);
  });

  test("has the type of the SDK's policies, or of decoded ones", () => {
    const listing = listProjectPolicies$({ client: endless() }, { ProjectArn: "arn" });
    expectTypeOf(listing.pipe(flattenPolicies())).toEqualTypeOf<Observable<sdk.ProjectPolicy>>();
    expectTypeOf(of<ListProjectPoliciesResponse>().pipe(flattenPolicies())).toEqualTypeOf<Observable<ProjectPolicy>>();
    // @ts-expect-error pages of another operation
    of({ ProjectDescriptions: [a] }).pipe(flattenPolicies());
    // @ts-expect-error a list is no page
    of([a]).pipe(flattenPolicies());
  });
});

test("a page that is none is an error of the stream, behind the policies before it", () => {
  const seen: unknown[] = [];
  of({ ProjectPolicies: [a] }, JSON.parse("null") as PoliciesPage<typeof a>, { ProjectPolicies: [b] })
    .pipe(flattenPolicies())
    .subscribe({ next: (value) => seen.push(value), error: (error: unknown) => seen.push(error) });
  expect(seen).toEqual([a, expect.any(TypeError)]);
});
