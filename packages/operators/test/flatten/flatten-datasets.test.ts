import type { DatasetMetadata, ListDatasetEntriesCommandOutput, ProjectDescription } from "@aws-sdk/client-rekognition";
import { describeProjects$ } from "@rekognition-rx/core";
import * as fc from "fast-check";
import { concat, from, NEVER, Observable, of, take, toArray } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type DatasetRow, flattenDatasets } from "../../src/flatten/flatten-datasets.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { page, serviceOf } from "../retry/support/scripted-service.js";
import { watch } from "../support/watch.js";

interface Project {
  readonly name: string;
  readonly Datasets?: readonly string[] | undefined;
}

interface Page {
  readonly ProjectDescriptions?: readonly Project[] | undefined;
}

const both: Project = { name: "both", Datasets: ["train", "test"] };
const one: Project = { name: "one", Datasets: ["train"] };
const none: Project = { name: "none", Datasets: [] };
const absent: Project = { name: "absent" };
const page1: Page = { ProjectDescriptions: [one] };

const rows = {
  t: { project: both, dataset: "train" },
  u: { project: both, dataset: "test" },
  o: { project: one, dataset: "train" },
  n: { project: none, dataset: undefined },
  a: { project: absent, dataset: undefined },
};

const collect = <T>(source: Observable<T>): readonly T[] => {
  const seen: T[][] = [];
  source.pipe(toArray()).subscribe((all) => seen.push(all));
  return seen.flat();
};

describe("one row a dataset", () => {
  marbleTest("of pages, in order", ({ cold, expectObservable, expectSubscriptions }) => {
    const pages: Readonly<Record<string, Page>> = {
      e: { ProjectDescriptions: [] },
      u: { ProjectDescriptions: undefined },
      p: { ProjectDescriptions: [none, one, absent] },
      q: { ProjectDescriptions: [both, one] },
    };
    const source = cold("-e-u-p-q------|", pages);
    const sub = "        ^-------------!";
    const expected = "   -----o-(tuo)--|";
    expectObservable(source.pipe(flattenDatasets())).toBe(expected, rows);
    expectSubscriptions(source.subscriptions).toBe(sub);
  });

  marbleTest("of projects, in order", ({ cold, expectObservable, expectSubscriptions }) => {
    const source = cold("-a-b----n-o-|", { a: absent, b: both, n: none, o: one });
    const sub = "        ^-----------!";
    const expected = "   ---(tu)---o-|";
    expectObservable(source.pipe(flattenDatasets())).toBe(expected, rows);
    expectSubscriptions(source.subscriptions).toBe(sub);
  });

  marbleTest("and one a project without, if asked", ({ cold, expectObservable, expectSubscriptions }) => {
    const source = cold("-a-b----n-p-|", { a: absent, b: both, n: none, p: page1 });
    const sub = "        ^-----------!";
    const expected = "   -a-(tu)-n-o-|";
    expectObservable(source.pipe(flattenDatasets<boolean>({ keepEmpty: true }))).toBe(expected, rows);
    expectSubscriptions(source.subscriptions).toBe(sub);
  });

  marbleTest("ends as its source does, and leaves it when it is left", (t) => {
    for (const [marble, expected, subscription] of [
      ["-------", "-------", "^------!"],
      ["|------", "|------", "(^!)----"],
      ["#------", "#------", "(^!)----"],
      ["-p-|---", "-o-|---", "^--!----"],
      ["-p-p-#-", "-o-o-#-", "^----!--"],
      ["-p-p-p-p-p", "-o-o-o-", "^------!"],
    ] as const) {
      const source = t.cold(marble, { p: page1 });
      t.expectObservable(source.pipe(flattenDatasets()), "-------!").toBe(expected, rows);
      t.expectSubscriptions(source.subscriptions).toBe(subscription);
    }
  });

  test("is what a join gives: left if the empty are kept, inner if not", () => {
    const projects = fc.array(
      fc.record(
        { name: fc.string(), Datasets: fc.option(fc.array(fc.string(), { maxLength: 3 }), { nil: undefined }) },
        { requiredKeys: ["name"] },
      ),
    );
    fc.assert(
      fc.property(fc.array(projects), (pages) => {
        const all = pages.flat();
        const inner = all.flatMap((project) => (project.Datasets ?? []).map((dataset) => ({ project, dataset })));
        const left = all.flatMap((project) => {
          const datasets = project.Datasets ?? [];
          return (datasets.length === 0 ? [undefined] : datasets).map((dataset) => ({ project, dataset }));
        });
        const pages$ = from(pages.map((ProjectDescriptions) => ({ ProjectDescriptions })));
        expect(collect(pages$.pipe(flattenDatasets()))).toEqual(inner);
        expect(collect(pages$.pipe(flattenDatasets({ keepEmpty: true })))).toEqual(left);
        expect(collect(from(all).pipe(flattenDatasets()))).toEqual(inner);
        expect(collect(from(all).pipe(flattenDatasets({ keepEmpty: true })))).toEqual(left);
      }),
    );
  });
});

const rowsOf = (value: object): unknown[] => {
  const seen: unknown[] = [];
  of(value)
    .pipe(flattenDatasets<boolean>({ keepEmpty: true }))
    .subscribe((row) => seen.push(row));
  return seen;
};

describe("what is a page", () => {
  test("is what has ProjectDescriptions, though it be undefined", () => {
    expect(rowsOf({ ProjectDescriptions: undefined })).toEqual([]);
    expect(rowsOf({ ProjectDescriptions: [absent] })).toEqual([rows.a]);
  });

  test("is what has $metadata: an answer with an empty body is no project", () => {
    expect(rowsOf({ $metadata: { httpStatusCode: 200 } })).toEqual([]);
  });

  test("and every other value is a project", () => {
    expect(rowsOf({})).toEqual([{ project: {}, dataset: undefined }]);
    expect(rowsOf(both)).toEqual([rows.t, rows.u]);
  });
});

test("gives the project and the dataset themselves, and no copies", () => {
  const dataset = { DatasetType: "TRAIN" };
  const project = { Datasets: [dataset] };
  const seen: DatasetRow<unknown, unknown>[] = [];
  of({ ProjectDescriptions: [project] })
    .pipe(flattenDatasets())
    .subscribe((row) => seen.push(row));
  expect(seen).toHaveLength(1);
  expect(seen[0]?.project).toBe(project);
  expect(seen[0]?.dataset).toBe(dataset);
});

test("stops a source without end, and a listing, at the row that is enough", () => {
  let made = 0;
  const endless = new Observable<Page>((subscriber) => {
    while (!subscriber.closed) {
      made += 1;
      subscriber.next({ ProjectDescriptions: [both] });
    }
  });
  const seen: unknown[] = [];
  endless.pipe(flattenDatasets(), take(3)).subscribe((row) => seen.push(row));
  expect({ seen, made }).toEqual({ seen: [rows.t, rows.u, rows.t], made: 2 });
});

test("a value that cannot be read is an error of the stream, after the rows before it", () => {
  const broken = new Error("broken page");
  const unreadable = {
    get ProjectDescriptions(): never {
      throw broken;
    },
  };
  expect(watch(of(page1, unreadable, page1).pipe(flattenDatasets())).seen).toEqual([rows.o, broken]);
});

const ADVICE = "; decodeProjects({ onInvalid }) leaves invalid projects out";

test.each<[unknown, string]>([
  [null, "a value must be a page or a project, not null"],
  [5, "a value must be a page or a project, not 5"],
  ["page", 'a value must be a page or a project, not "page"'],
  [{ ProjectDescriptions: [null] }, `a project must be an object, not null${ADVICE}`],
  [{ ProjectDescriptions: [one, undefined] }, `a project must be an object, not undefined${ADVICE}`],
  [{ ProjectDescriptions: ["one"] }, `a project must be an object, not "one"${ADVICE}`],
  [{ ProjectDescriptions: "projects" }, 'ProjectDescriptions must be an array, not "projects"'],
  [{ Datasets: "datasets" }, 'Datasets must be an array, not "datasets"'],
  [{ ProjectDescriptions: [{ Datasets: {} }] }, "Datasets must be an array, not an object with no members"],
])("what is neither page nor project is an error that names it: %j", (value, message) => {
  const { seen } = watch(concat(from([page1, value as object]), NEVER).pipe(flattenDatasets({ keepEmpty: true })));
  // What stood before it in its page has come, too.
  expect([seen[0], seen.at(-1)]).toEqual([rows.o, new TypeError(`flattenDatasets: ${message}`)]);
});

test.each<[unknown, string]>([
  [{ keepEmpty: "yes" }, 'keepEmpty must be true or false, not "yes"'],
  [{ keepEmpty: 1 }, "keepEmpty must be true or false, not 1"],
  [true, "the options must be an object, not true"],
])("options that cannot work are refused at once: %j", (options, message) => {
  expect(() => flattenDatasets(options as object)).toThrow(new TypeError(`flattenDatasets: ${message}`));
});

test("the types of the rows follow from those of the values", () => {
  const listing = describeProjects$({ client: serviceOf([]).client });
  type Row<Dataset> = Observable<DatasetRow<ProjectDescription, Dataset>>;
  expectTypeOf(listing.pipe(flattenDatasets())).toEqualTypeOf<Row<DatasetMetadata>>();
  expectTypeOf(listing.pipe(flattenDatasets({}))).toEqualTypeOf<Row<DatasetMetadata>>();
  expectTypeOf(listing.pipe(flattenDatasets({ keepEmpty: false }))).toEqualTypeOf<Row<DatasetMetadata>>();
  expectTypeOf(listing.pipe(flattenDatasets({ keepEmpty: true }))).toEqualTypeOf<Row<DatasetMetadata | undefined>>();
  const someone: boolean = Boolean(page([]).NextToken);
  expectTypeOf(listing.pipe(flattenDatasets({ keepEmpty: someone }))).toEqualTypeOf<Row<DatasetMetadata | undefined>>();
  expectTypeOf(of<ProjectDescription>().pipe(flattenDatasets())).toEqualTypeOf<Row<DatasetMetadata>>();

  interface Dataset {
    readonly DatasetArn: string;
  }
  interface Decoded {
    readonly ProjectArn: string;
    readonly Datasets: readonly Dataset[];
  }
  interface DecodedPage {
    readonly ProjectDescriptions: readonly Decoded[];
  }
  expectTypeOf(of<Decoded>().pipe(flattenDatasets())).toEqualTypeOf<Observable<DatasetRow<Decoded, Dataset>>>();
  expectTypeOf(of<DecodedPage>().pipe(flattenDatasets({ keepEmpty: true }))).toEqualTypeOf<
    Observable<DatasetRow<Decoded, Dataset | undefined>>
  >();

  // @ts-expect-error a number is neither page nor project
  of(1).pipe(flattenDatasets());
  // @ts-expect-error an option that does not exist
  expectTypeOf(flattenDatasets).toBeCallableWith({ keepAll: true });
  // @ts-expect-error a row that may have no dataset
  listing.pipe(flattenDatasets({ keepEmpty: true })).subscribe(({ dataset }) => dataset.DatasetArn);
});

test("pages of another operation do not compile, and are refused at run time", () => {
  const entries$ = of<ListDatasetEntriesCommandOutput>({ $metadata: {}, DatasetEntries: ["{}"] });
  const refused = [
    // @ts-expect-error -- entries
    entries$.pipe(flattenDatasets()),
    // @ts-expect-error -- entries, with projects that have no dataset
    entries$.pipe(flattenDatasets({ keepEmpty: true })),
    // @ts-expect-error -- what is neither a project nor a page
    of({ $metadata: {}, ProjectPolicies: [] }).pipe(flattenDatasets()),
    // @ts-expect-error -- entries, decoded
    of({ DatasetEntries: [] }).pipe(flattenDatasets()),
  ];
  for (const rows$ of refused) {
    let error: unknown;
    rows$.subscribe({ error: (thrown: unknown) => (error = thrown) });
    expect(String(error)).toMatch(/^TypeError: flattenDatasets: the page has (DatasetEntries|ProjectPolicies) and no /);
  }
});
