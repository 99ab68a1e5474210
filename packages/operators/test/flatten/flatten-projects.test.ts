import type { DescribeProjectsCommandOutput, ProjectDescription } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import { lastValueFrom, type Observable, of, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { flattenProjects, type ProjectsPage } from "../../src/flatten/flatten-projects.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { page, serviceOf } from "../retry/support/scripted-service.js";

const a = { ProjectArn: "a" };
const b = { ProjectArn: "b" };
/** An answer with an empty body. */
const answer: DescribeProjectsCommandOutput = { $metadata: {} };

marbleTest("splits pages into projects, in order", ({ cold, expectObservable, expectSubscriptions }) => {
  const pages: Readonly<Record<string, ProjectsPage<ProjectDescription>>> = {
    e: page([]),
    m: answer,
    u: { ProjectDescriptions: undefined },
    p: page(["a"]),
    q: page(["a", "b"]),
  };
  const source = cold("-e-m-u-p-q-----|", pages);
  const sub = "        ^--------------!";
  const expected = "   -------a-(ab)--|";
  expectObservable(source.pipe(flattenProjects())).toBe(expected, { a, b });
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
    const source = t.cold(marble, { p: page(["a"]) });
    t.expectObservable(source.pipe(flattenProjects()), "-------!").toBe(expected, { a });
    t.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

describe("behind a listing", () => {
  test("asks for no page that nobody takes", async () => {
    const { client, sent } = serviceOf([["a", "b"], ["c", "d"], ["e"]]);
    const taken = describeProjects$({ client }).pipe(flattenProjects(), take(3), toArray());
    expect((await lastValueFrom(taken)).map(({ ProjectArn }) => ProjectArn)).toEqual(["a", "b", "c"]);
    expect(sent).toHaveLength(2);
  });

  test("gives every project of every page, those of empty pages too", async () => {
    const { client } = serviceOf([[], ["a"], [], ["b", "c"], []]);
    const all = await lastValueFrom(describeProjects$({ client }).pipe(flattenProjects(), toArray()));
    expect(all.map(({ ProjectArn }) => ProjectArn)).toEqual(["a", "b", "c"]);
  });
});

test("a page that is none is an error of the stream", () => {
  const seen: unknown[] = [];
  const nothing = null as unknown as ProjectsPage<string>;
  of({ ProjectDescriptions: ["a"] }, nothing, { ProjectDescriptions: ["b"] })
    .pipe(flattenProjects())
    .subscribe({ next: (value) => seen.push(value), error: (error: unknown) => seen.push(error) });
  expect(seen).toEqual(["a", expect.any(TypeError)]);
});

test("the type of the projects follows from that of the pages", () => {
  const listing = describeProjects$({ client: serviceOf([]).client });
  expectTypeOf(listing.pipe(flattenProjects())).toEqualTypeOf<Observable<ProjectDescription>>();

  interface Decoded {
    readonly ProjectDescriptions: readonly { readonly ProjectArn: string; readonly CreationTimestamp: Date }[];
    readonly NextToken?: string;
  }
  expectTypeOf(of<Decoded>().pipe(flattenProjects())).toEqualTypeOf<
    Observable<{ readonly ProjectArn: string; readonly CreationTimestamp: Date }>
  >();

  // @ts-expect-error a project is no page
  of({ ProjectArn: "a" }).pipe(flattenProjects());
  // @ts-expect-error a number is no page
  of(1).pipe(flattenProjects());
  // @ts-expect-error a list of pages is no page
  of([page([])]).pipe(flattenProjects());
});
