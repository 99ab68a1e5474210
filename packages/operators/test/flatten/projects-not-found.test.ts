import { describeProjects$, type DescribeProjectsResponse } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { connect, lastValueFrom, merge, type Observable, of, Subject, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { flattenProjects, type ProjectsPage } from "../../src/flatten/flatten-projects.js";
import { projectsNotFound } from "../../src/flatten/projects-not-found.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { page, scriptedService, serviceOf } from "../retry/support/scripted-service.js";

const arn = (name: string, region = "us-east-1"): string =>
  `arn:aws:rekognition:${region}:111122223333:project/${name}/1700000000000`;
const pageOf = (...names: readonly string[]) => page(names.map((name) => arn(name)));

type Page = ProjectsPage<{ readonly ProjectArn?: string | undefined }>;

function reportOf(names: readonly string[], ...pages: readonly Page[]): unknown {
  const reports: unknown[] = [];
  of(...pages)
    .pipe(projectsNotFound(names))
    .subscribe((report) => reports.push(report));
  expect(reports).toHaveLength(1);
  return reports[0];
}

describe("in marbles", () => {
  const pages = { p: pageOf("a"), q: pageOf("b", "x") };
  const reports = { n: [], a: ["a", "b", "c"], b: ["b", "c"], c: ["c"] };

  marbleTest("reports once, when the walk is complete", ({ cold, expectObservable, expectSubscriptions }) => {
    const source = cold("-p-q-p--|  ", pages);
    const sub = "        ^-------!  ";
    const expected = "   --------(c|)";
    expectObservable(source.pipe(projectsNotFound(["a", "b", "c"]))).toBe(expected, reports);
    expectSubscriptions(source.subscriptions).toBe(sub);
  });

  marbleTest("reports nothing of a walk that never ends, fails or is left", (t) => {
    for (const [marble, expected, subscription] of [
      ["-------", "-------", "^------!"],
      ["|      ", "(a|)   ", "(^!)   "],
      ["#      ", "#      ", "(^!)   "],
      ["--|    ", "--(a|) ", "^-!    "],
      ["-p-|   ", "---(b|)", "^--!   "],
      ["-p-q-# ", "-----# ", "^----! "],
      ["-p-q-p-p-p", "-------", "^------!"],
    ] as const) {
      const source = t.cold(marble, pages);
      t.expectObservable(source.pipe(projectsNotFound(["a", "b", "c"])), "-------!").toBe(expected, reports);
      t.expectSubscriptions(source.subscriptions).toBe(subscription);
    }
  });
});

describe("a name", () => {
  test("is found by the ARN of any page, and letter by letter", () => {
    expect(reportOf(["a", "A", "a.b", "b"], page([]), pageOf("a.b"), pageOf("x", "a"))).toEqual(["A", "b"]);
  });

  test("is reported once, in the order asked", () => {
    expect(reportOf(["c", "a", "c", "b"], pageOf("a"))).toEqual(["c", "b"]);
  });

  test("is not found by an ARN that is none, or is missing", () => {
    const pages = [{ ProjectDescriptions: [{}, { ProjectArn: "a" }, { ProjectArn: `${arn("a")}/x` }] }, {}];
    expect(reportOf(["a"], ...pages)).toEqual(["a"]);
  });

  test("that is added to the list later is not asked for, and each walk reports for itself", () => {
    const names = ["a", "b"];
    const report = projectsNotFound(names);
    names.push("c");
    for (const [found, missing] of [
      ["a", ["b"]],
      ["b", ["a"]],
    ] as const) {
      const reports: unknown[] = [];
      of(pageOf(found))
        .pipe(report)
        .subscribe((list) => reports.push(list));
      expect(reports).toEqual([missing]);
    }
  });
});

test("names and their pages come to the difference of the two", () => {
  const name = fc.constantFrom("a", "b", "c", "d.e", "f_g", "h-i", "0");
  fc.assert(
    fc.property(fc.array(name), fc.array(fc.array(name)), (names, pages) => {
      const found = new Set(pages.flat());
      const expected = [...new Set(names)].filter((asked) => !found.has(asked));
      expect(reportOf(names, ...pages.map((found) => pageOf(...found)))).toEqual(expected);
    }),
  );
});

describe("after describeProjects$", () => {
  const known = new Set(["p3", "p11", "p20"]);
  const ProjectNames = Array.from({ length: 23 }, (_, i) => `p${i}`);
  const service = () => {
    let requests = 0;
    return {
      sent: () => requests,
      client: {
        send: async ({ input }: { readonly input: { readonly ProjectNames?: readonly string[] | undefined } }) => {
          requests += 1;
          return pageOf(...(input.ProjectNames ?? []).filter((name) => known.has(name)));
        },
      },
    };
  };

  test("spans the chunks of the names, and needs no second walk for the projects", async () => {
    const { client, sent } = service();
    const both = describeProjects$({ client }, { ProjectNames }).pipe(
      retryThrottled(),
      connect((pages$) => merge(pages$.pipe(flattenProjects()), pages$.pipe(projectsNotFound(ProjectNames)))),
      toArray(),
    );
    const values = await lastValueFrom(both);
    expect(values.slice(0, 3)).toEqual(["p3", "p11", "p20"].map((name) => ({ ProjectArn: arn(name) })));
    expect(values.slice(3)).toEqual([ProjectNames.filter((name) => !known.has(name))]);
    expect(sent()).toBe(3);
  });

  test("a name that breaks the pattern is an error before any request", () => {
    const { client, sent } = scriptedService(() => pageOf());
    expect(() => describeProjects$({ client }, { ProjectNames: ["good", "not/good"] })).toThrow(TypeError);
    expect(sent).toEqual([]);
  });
});

test("a page that cannot be read is an error of the stream, and there is no report", () => {
  const seen: unknown[] = [];
  const pages$ = new Subject<Page>();
  pages$.pipe(projectsNotFound(["a"])).subscribe({
    next: (report) => seen.push(report),
    error: (error: unknown) => seen.push(error),
  });
  pages$.next(JSON.parse("null") as Page);
  expect(seen).toEqual([expect.any(TypeError)]);
  expect(pages$.observed).toBe(false);
});

test("takes pages of the SDK and decoded ones, and gives lists of names", () => {
  const listing = describeProjects$({ client: serviceOf([]).client });
  expectTypeOf(listing.pipe(projectsNotFound(["a"]))).toEqualTypeOf<Observable<readonly string[]>>();
  expectTypeOf(of<DescribeProjectsResponse>().pipe(projectsNotFound(["a"]))).toEqualTypeOf<
    Observable<readonly string[]>
  >();
  // @ts-expect-error projects are no pages
  listing.pipe(flattenProjects(), projectsNotFound(["a"]));
  // @ts-expect-error names are strings
  projectsNotFound([1]);
  // @ts-expect-error a string is a list of letters
  expect(() => projectsNotFound("solder")).toThrow(
    'projectsNotFound: names must be an array of project names, not "solder"',
  );
});
