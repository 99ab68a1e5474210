import type * as sdk from "@aws-sdk/client-rekognition";
import {
  type DatasetLabelDescription,
  describeProjects$,
  describeProjectVersions$,
  type DescribeProjectsResponse,
  type DescribeProjectVersionsResponse,
  listDatasetEntries$,
  type ListDatasetEntriesResponse,
  listDatasetLabels$,
  type ListDatasetLabelsResponse,
  listProjectPolicies$,
  type ListProjectPoliciesResponse,
  type ProjectDescription,
  type ProjectPolicy,
  type ProjectVersionDescription,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import { from, lastValueFrom, Observable, of, Subject, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { flattenEntries } from "../../src/flatten/flatten-entries.js";
import { flattenLabels } from "../../src/flatten/flatten-labels.js";
import { flattenPolicies } from "../../src/flatten/flatten-policies.js";
import { flattenProjects } from "../../src/flatten/flatten-projects.js";
import { flattenVersions } from "../../src/flatten/flatten-versions.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { watch } from "../support/watch.js";

type Page = Readonly<Record<string, unknown>>;

/** A client that gives two items a page, without end. */
function endlessClient(list: string) {
  const client = {
    requests: 0,
    send: async () => {
      client.requests += 1;
      return { $metadata: {}, [list]: ["a", "b"], NextToken: String(client.requests) };
    },
  };
  return client;
}

type Client = ReturnType<typeof endlessClient>;

/** Each operator, its list, and the listing whose pages it splits. */
const OPERATORS = {
  flattenProjects: {
    list: "ProjectDescriptions",
    flatten: flattenProjects(),
    listing: (client: Client) => describeProjects$({ client }),
  },
  flattenVersions: {
    list: "ProjectVersionDescriptions",
    flatten: flattenVersions(),
    listing: (client: Client) => describeProjectVersions$({ client }, { ProjectArn: "arn" }),
  },
  flattenEntries: {
    list: "DatasetEntries",
    flatten: flattenEntries(),
    listing: (client: Client) => listDatasetEntries$({ client }, { DatasetArn: "arn" }),
  },
  flattenLabels: {
    list: "DatasetLabelDescriptions",
    flatten: flattenLabels(),
    listing: (client: Client) => listDatasetLabels$({ client }, { DatasetArn: "arn" }),
  },
  flattenPolicies: {
    list: "ProjectPolicies",
    flatten: flattenPolicies(),
    listing: (client: Client) => listProjectPolicies$({ client }, { ProjectArn: "arn" }),
  },
};

describe.each(Object.entries(OPERATORS))("%s", (name, { list, flatten: typed, listing }) => {
  const flatten = typed as (pages$: Observable<unknown>) => Observable<unknown>;
  const pageOf = (items: unknown): Page => ({ $metadata: {}, [list]: items });

  marbleTest(
    "splits pages into their items, at once and in order",
    ({ cold, expectObservable, expectSubscriptions }) => {
      const pages: Readonly<Record<string, unknown>> = {
        e: pageOf([]),
        m: { $metadata: {} },
        u: pageOf(undefined),
        n: pageOf(null),
        p: pageOf(["a"]),
        q: pageOf(["a", "b", "c"]),
      };
      const source = cold("-e-m-u-n-p-q-----|", pages);
      const sub = "        ^----------------!";
      const expected = "   ---------a-(abc)-|";
      expectObservable(flatten(source)).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(sub);
    },
  );

  marbleTest("ends as its source does, and leaves it when it is left", (t) => {
    for (const [marble, expected, subscription] of [
      ["-------", "-------", "^------!"],
      ["|------", "|------", "(^!)----"],
      ["#------", "#------", "(^!)----"],
      ["--|----", "--|----", "^-!-----"],
      ["-p-|---", "-a-|---", "^--!----"],
      ["-p-p-#-", "-a-a-#-", "^----!--"],
      ["-p-p-p-p-p", "-a-a-a-", "^------!"],
    ] as const) {
      const source = t.cold(marble, { p: pageOf(["a"]) });
      t.expectObservable(flatten(source), "-------!").toBe(expected);
      t.expectSubscriptions(source.subscriptions).toBe(subscription);
    }
  });

  test("gives every item of every page, and only those", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.array(fc.anything()), { nil: undefined })), (lists) => {
        expect(watch(flatten(from(lists.map(pageOf)))).seen).toStrictEqual([
          ...lists.flatMap((items) => items ?? []),
          "complete",
        ]);
      }),
    );
  });

  test("asks for no page that nobody takes", async () => {
    const client = endlessClient(list);
    const taken = flatten(listing(client) as Observable<unknown>).pipe(take(3), toArray());
    expect(await lastValueFrom(taken)).toEqual(["a", "b", "a"]);
    expect(client.requests).toBe(2);
  });

  test("stops a source without an end, and in the middle of a page, as soon as enough is taken", () => {
    let pages = 0;
    let read = 0;
    const items = Array.from({ length: 5 }, (_, index) => index);
    const watched = new Proxy(items, {
      get(target, member, receiver) {
        read += typeof member === "string" && /^\d+$/.test(member) ? 1 : 0;
        return Reflect.get(target, member, receiver) as unknown;
      },
    });
    const endless = new Observable<Page>((subscriber) => {
      while (!subscriber.closed) {
        pages += 1;
        subscriber.next(pageOf(watched));
      }
    });
    expect(watch(flatten(endless).pipe(take(7))).seen).toEqual([0, 1, 2, 3, 4, 0, 1, "complete"]);
    expect({ pages, read }).toEqual({ pages: 2, read: 7 });
  });

  test("keeps the order where a consumer makes the source emit", () => {
    const source = new Subject<Page>();
    const seen: unknown[] = [];
    flatten(source).subscribe((item) => {
      seen.push(item);
      if (item === "a") {
        source.next(pageOf(["c"]));
      }
    });
    source.next(pageOf(["a", "b"]));
    expect(seen).toEqual(["a", "b", "c"]);
  });

  test.each<[unknown, string]>([
    [null, `a page must be an object with ${list}, not null`],
    [undefined, `a page must be an object with ${list}, not undefined`],
    ["page", `a page must be an object with ${list}, not "page"`],
    [pageOf("items"), `${list} must be an array, not "items"`],
    [pageOf({ length: 1 }), `${list} must be an array, not an object with length`],
  ])("a page that is none is an error of the stream, after the items before it: %j", (page, message) => {
    const { seen } = watch(flatten(of(pageOf(["a"]), page, pageOf(["b"]))));
    expect(seen).toEqual(["a", new TypeError(`${name}: ${message}`)]);
  });
});

test("the type of the items follows from that of the pages, the SDK's or decoded ones", () => {
  const client = endlessClient("");
  const { flattenProjects: p, flattenVersions: v, flattenEntries: e, flattenLabels: l, flattenPolicies: o } = OPERATORS;
  expectTypeOf(p.listing(client).pipe(flattenProjects())).toEqualTypeOf<Observable<sdk.ProjectDescription>>();
  expectTypeOf(v.listing(client).pipe(flattenVersions())).toEqualTypeOf<Observable<sdk.ProjectVersionDescription>>();
  expectTypeOf(e.listing(client).pipe(flattenEntries())).toEqualTypeOf<Observable<string>>();
  expectTypeOf(l.listing(client).pipe(flattenLabels())).toEqualTypeOf<Observable<sdk.DatasetLabelDescription>>();
  expectTypeOf(o.listing(client).pipe(flattenPolicies())).toEqualTypeOf<Observable<sdk.ProjectPolicy>>();

  const decoded = {
    projects: of<DescribeProjectsResponse>().pipe(flattenProjects()),
    versions: of<DescribeProjectVersionsResponse>().pipe(flattenVersions()),
    entries: of<ListDatasetEntriesResponse>().pipe(flattenEntries()),
    labels: of<ListDatasetLabelsResponse>().pipe(flattenLabels()),
    policies: of<ListProjectPoliciesResponse>().pipe(flattenPolicies()),
  };
  expectTypeOf(decoded).toEqualTypeOf<{
    projects: Observable<ProjectDescription>;
    versions: Observable<ProjectVersionDescription>;
    entries: Observable<string>;
    labels: Observable<DatasetLabelDescription>;
    policies: Observable<ProjectPolicy>;
  }>();
});

test("pages of another operation are refused at run time, too, since they would count as empty", async () => {
  const operators = {
    ProjectDescriptions: flattenProjects(),
    ProjectVersionDescriptions: flattenVersions(),
    DatasetEntries: flattenEntries(),
    DatasetLabelDescriptions: flattenLabels(),
    ProjectPolicies: flattenPolicies(),
  };
  for (const [list, operator] of Object.entries(operators)) {
    const flattened = (page: Page): Promise<unknown> =>
      lastValueFrom((operator as (pages$: Observable<Page>) => Observable<unknown>)(of(page)).pipe(toArray()));
    for (const other of Object.keys(operators).filter((each) => each !== list)) {
      await expect(flattened({ [other]: [] })).rejects.toThrow(`the page has ${other} and no ${list}`);
      expect(await flattened({ [other]: [], [list]: undefined })).toEqual([]);
    }
    expect(await flattened({ NextToken: "t", others: [] })).toEqual([]);
  }
});

test("what are no pages of the operation does not compile", () => {
  const versions$ = of<sdk.DescribeProjectVersionsCommandOutput>();
  const projects$ = of<sdk.DescribeProjectsCommandOutput>();
  // @ts-expect-error pages of another operation
  versions$.pipe(flattenProjects());
  // @ts-expect-error pages of another operation
  projects$.pipe(flattenVersions());
  // @ts-expect-error pages of another operation
  projects$.pipe(flattenEntries());
  // @ts-expect-error pages of another operation
  projects$.pipe(flattenLabels());
  // @ts-expect-error pages of another operation
  projects$.pipe(flattenPolicies());
  // @ts-expect-error a project is no page
  of({ ProjectArn: "a" }).pipe(flattenProjects());
  // @ts-expect-error a number is no page
  of(1).pipe(flattenProjects());
  // @ts-expect-error a list is no page
  of([{ ProjectArn: "a" }]).pipe(flattenProjects());
  expectTypeOf(projects$.pipe(flattenProjects())).toEqualTypeOf<Observable<sdk.ProjectDescription>>();
});
