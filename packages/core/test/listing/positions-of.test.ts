import { of } from "rxjs";
import { describe, expect, test } from "vitest";
import type { Listing } from "../../src/listing/listing.js";
import { positionsOf } from "../../src/listing/positions-of.js";
import { describeProjects$ } from "../../src/operations/describe-projects.js";

const client = {
  send: ({ input }: { readonly input: { readonly NextToken?: string | undefined } }) =>
    Promise.resolve({ ProjectDescriptions: [], ...(input.NextToken === undefined && { NextToken: "2" }) }),
};

describe("the positions of a listing", () => {
  test("come with its pages, each the one after its page", async () => {
    const positions: string[] = [];
    for await (const { page, resumeToken } of positionsOf(describeProjects$({ client }))) {
      expect(page.ProjectDescriptions).toEqual([]);
      positions.push(resumeToken);
    }
    expect(positions).toEqual(["2", 'rekognition-rx:{"operation":"DescribeProjects","end":true}']);
  });

  test("end with a signal of their own, and with the listing's", async () => {
    for (const which of ["own", "listing"] as const) {
      const controllers = { own: new AbortController(), listing: new AbortController() };
      const listing = describeProjects$({ client, signal: controllers.listing.signal });
      const positions = positionsOf(listing, controllers.own.signal);
      await positions.next();
      controllers[which].abort(which);
      await expect(positions.next()).rejects.toBe(which);
    }
  });

  test("are given by listings alone", () => {
    expect(() => positionsOf(of(1) as unknown as Listing<number>)).toThrow(/^positionsOf: this is no listing/);
    expect(() => positionsOf(describeProjects$({ client }), JSON.parse("{}") as AbortSignal)).toThrow(
      /^positionsOf: the signal/,
    );
  });

  test("of a walk that began again are refused where nobody can begin it again", async () => {
    const token = 'rekognition-rx:{"operation":"DescribeProjects","token":"2","outstanding":["abc"]}';
    const positions = positionsOf(describeProjects$({ client }).resumeFrom(token));
    await expect(positions.next()).rejects.toThrow(
      /^DescribeProjects: this resume token comes from a walk that restartOnExpiredToken began again, .* put restartOnExpiredToken\(\) on the resumed listing/,
    );
  });
});
