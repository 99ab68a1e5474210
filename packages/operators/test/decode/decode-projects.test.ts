import {
  type DescribeProjectsCommandOutput,
  type DescribeProjectVersionsCommandOutput,
  type ListDatasetEntriesCommandOutput,
  type ListDatasetLabelsCommandOutput,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import {
  DecodeError,
  describeProjects$,
  DescribeProjectsResponse,
  type ListProjectPoliciesResponse,
  ProjectDescription,
} from "@rekognition-rx/core";
import * as fc from "fast-check";
import { isRight } from "fp-ts/lib/Either.js";
import { NEVER, type Observable, type OperatorFunction, Subject, concat, from, map, of, range, take } from "rxjs";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type DecodeProjectsOptions, decodeProjects } from "../../src/decode/decode-projects.js";
import { decodeWith } from "../../src/decode/decode-with.js";
import { flattenDatasets } from "../../src/flatten/flatten-datasets.js";
import { flattenProjects } from "../../src/flatten/flatten-projects.js";
import { retryThrottled } from "../../src/retry/retry-throttled.js";
import { marbleTest } from "../retry/support/marble-test.js";
import { watch } from "../support/watch.js";

const arn = (name: string) => `arn:aws:rekognition:us-east-1:111122223333:project/${name}/1700000000123`;
const datasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/a/dataset/train/1700000000456";
const raw = (name: string) => ({ ProjectArn: arn(name), CreationTimestamp: 1_700_000_000.123, Name: "dropped" });
const decoded = (name: string) => ({
  ProjectArn: arn(name),
  CreationTimestamp: new Date(1_700_000_000_123),
  Datasets: [],
});
const bad = { ProjectArn: arn("bad"), Status: 5 };
const pageOf = (...rows: readonly unknown[]) => ({ ProjectDescriptions: rows });

const badAt = (index: number) =>
  new DecodeError({
    issues: [
      {
        path: ["ProjectDescriptions", index, "Status"],
        value: 5,
        message: "expected a string, such as CREATING, CREATED, DELETING",
      },
    ],
    raw: bad,
  });
const broken = new Error("broken callback");
const fail = (): never => {
  throw broken;
};

const throwing = (target: object, key: PropertyKey) =>
  Object.defineProperty(target, key, { get: fail, enumerable: true });

const pages = {
  e: pageOf(),
  m: {},
  p: pageOf(raw("a")),
  q: pageOf(raw("a"), raw("b")),
  x: pageOf(raw("a"), bad, raw("b")),
};
const projects = { a: decoded("a"), b: decoded("b") };

marbleTest("splits and decodes pages, and ends as its source does", (m) => {
  for (const [marble, expected, subscription] of [
    ["--------", "--------", "^-------!"],
    ["|-------", "|-------", "(^!)-----"],
    ["#-------", "#-------", "(^!)-----"],
    ["-e-m-|--", "-----|--", "^----!---"],
    ["-p-|----", "-a-|----", "^--!-----"],
    ["-q---|--", "-(ab)|--", "^----!---"],
    ["-p-p-#--", "-a-a-#--", "^----!---"],
    ["-p-p-p-p-p", "-a-a-a-a", "^-------!"],
  ] as const) {
    const source = m.cold(marble, pages);
    m.expectObservable(source.pipe(decodeProjects()), "--------!").toBe(expected, projects);
    m.expectSubscriptions(source.subscriptions).toBe(subscription);
  }
});

marbleTest("ends with the first bad project, after the good ones before it", (m) => {
  const source = m.cold("  -p-x-p-|", pages);
  const expected = "       -a-(a#)";
  const subscription = "   ^--!";
  m.expectObservable(source.pipe(decodeProjects())).toBe(expected, projects, badAt(1));
  m.expectSubscriptions(source.subscriptions).toBe(subscription);
});

marbleTest("skips a bad project and keeps its page", (m) => {
  const source = m.cold("  -p-x---p-|", pages);
  const expected = "       -a-(ab)a-|";
  const subscription = "   ^--------!";
  m.expectObservable(source.pipe(decodeProjects({ onInvalid: "skip" }))).toBe(expected, projects);
  m.expectSubscriptions(source.subscriptions).toBe(subscription);
});

test("takes an option that is undefined for one that is not there", () => {
  const options = { onInvalid: undefined, onUnknownEnum: undefined, unknownEnums: undefined };
  const { seen } = watch(concat(of(pages.x), NEVER).pipe(decodeProjects(options)));
  expect(seen).toEqual([projects.a, badAt(1)]);
});

test.each<[object, string]>([
  [{ onInvalid: "ignore" }, 'decodeProjects: onInvalid must be "error", "skip" or a function, not "ignore"'],
  [{ onUnknownEnum: true }, "decodeProjects: onUnknownEnum must be a function, not true"],
  [{ unknownEnums: "drop" }, 'decodeProjects: unknownEnums must be "keep" or "error", not "drop"'],
])("refuses %j at once", (options, message) => {
  expect(() => decodeProjects(options as DecodeProjectsOptions)).toThrow(new TypeError(message));
});

describe("onInvalid", () => {
  test("is given each bad project, with its place and as it came", () => {
    const dead: unknown[] = [];
    const onInvalid = (error: DecodeError, value: unknown): void => {
      dead.push(error.path, value);
      expect(error.raw).toBe(value);
    };
    const source = of(pageOf(raw("a"), bad, null, raw("b")), pageOf({ Datasets: [] }));
    expect(watch(source.pipe(decodeProjects({ onInvalid }))).seen).toEqual([projects.a, projects.b, "complete"]);
    expect(dead).toEqual([
      "ProjectDescriptions[1].Status",
      bad,
      "ProjectDescriptions[2]",
      null,
      "ProjectDescriptions[0].ProjectArn",
      { Datasets: [] },
    ]);
  });

  test("is called for a dataset's fault as a fault of its project", () => {
    const project = {
      ...raw("a"),
      Datasets: [{ DatasetArn: datasetArn }, { DatasetArn: datasetArn, CreationTimestamp: "soon" }],
    };
    const { seen } = watch(of(pageOf(raw("a"), project)).pipe(decodeProjects()));
    expect(seen).toMatchObject([
      projects.a,
      { path: "ProjectDescriptions[1].Datasets[1].CreationTimestamp", value: "soon" },
    ]);
  });

  test("errors the stream with what it throws", () => {
    expect(watch(of(pageOf(raw("a"), bad, raw("b"))).pipe(decodeProjects({ onInvalid: fail }))).seen).toEqual([
      projects.a,
      broken,
    ]);
  });

  test.each([
    ["a page that is no object", "page", ""],
    ["a page that is null", null, ""],
    ["a page that is undefined", undefined, ""],
    ["a page that is an array", [], ""],
    ["a page that is an Error", new Error("denied"), ""],
    ["a page that is a promise", Promise.resolve({}), ""],
    ["a project in the place of a page", raw("a"), ""],
    ["a list that is an object", { ProjectDescriptions: {} }, "ProjectDescriptions"],
    ["a list that is a string", { ProjectDescriptions: "" }, "ProjectDescriptions"],
  ])("decides about %s as a whole", (_, page, path) => {
    expect(watch(of(page).pipe(decodeProjects())).seen).toMatchObject([{ _tag: "DecodeError", path }]);
    const dead: unknown[] = [];
    const onInvalid = (_error: DecodeError, value: unknown): void => void dead.push(value);
    const source = from([page, pages.p]);
    expect(watch(source.pipe(decodeProjects({ onInvalid }))).seen).toEqual([projects.a, "complete"]);
    expect(dead).toEqual([page]);
    expect(watch(source.pipe(decodeProjects({ onInvalid: "skip" }))).seen).toEqual([projects.a, "complete"]);
  });

  test("decides about what throws when it is read", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const page of [throwing({}, "ProjectDescriptions"), proxy, throwing({}, Symbol.toStringTag)]) {
      expect(watch(from([page]).pipe(decodeProjects())).seen).toMatchObject([
        { _tag: "DecodeError", path: "", cause: expect.any(Error) as unknown },
      ]);
    }
    const evasive = new Proxy([raw("a")], { getPrototypeOf: fail });
    expect(watch(of({ ProjectDescriptions: evasive }).pipe(decodeProjects())).seen).toEqual([projects.a, "complete"]);
    const list = throwing([raw("a"), null, raw("b")], 1);
    const paths: string[] = [];
    const { seen } = watch(
      of(pageOf(), { ProjectDescriptions: list }).pipe(decodeProjects({ onInvalid: ({ path }) => paths.push(path) })),
    );
    expect(seen).toEqual([projects.a, projects.b, "complete"]);
    expect(paths).toEqual(["ProjectDescriptions[1]"]);
  });

  test("says of what cannot be read that it cannot, and reads no further", () => {
    const read: number[] = [];
    const list = throwing([raw("a"), null, raw("b"), raw("c")], 1);
    for (const index of [2, 3]) {
      Object.defineProperty(list, index, { get: () => (read.push(index), raw("b")) });
    }
    expect(watch(of({ ProjectDescriptions: list }).pipe(decodeProjects())).seen).toMatchObject([
      projects.a,
      {
        message: "cannot decode ProjectDescriptions[1]: expected a value that can be read, but reading it threw",
        cause: broken,
      },
    ]);
    expect(read).toEqual([]);
  });

  test("decides about a list that does not give its length as a whole", () => {
    const list = new Proxy([raw("a")], {
      get: (rows, key): unknown => (key === "length" ? fail() : Reflect.get(rows, key)),
    });
    expect(watch(of({ ProjectDescriptions: list }).pipe(decodeProjects())).seen).toMatchObject([
      { _tag: "DecodeError", path: "", cause: broken },
    ]);
  });

  test.each([
    ["page", 'cannot decode the value: expected a page of DescribeProjects, got "page"'],
    [
      raw("a"),
      "cannot decode the value: expected a page of DescribeProjects, not one of its items (decodeProjects splits pages itself), got {",
    ],
    [
      { DatasetEntries: ["{}"], NextToken: "2" },
      "cannot decode the value: expected a page of DescribeProjects, not one with DatasetEntries, got {",
    ],
    [{ ProjectDescriptions: "" }, 'cannot decode ProjectDescriptions: expected an array of ProjectDescription, got ""'],
  ])("says what it expected instead of %j", (page, message) => {
    const [error] = watch(of(page).pipe(decodeProjects())).seen;
    expect((error as DecodeError).message).toMatch(message);
  });

  test("is not asked about a page without a list: it is an empty one", () => {
    const empty = [{}, { ProjectDescriptions: undefined }, { ProjectDescriptions: null }];
    expect(watch(from(empty).pipe(decodeProjects({ onInvalid: fail }))).seen).toEqual(["complete"]);
  });
});

describe("unknown enums", () => {
  const news = { ...raw("n"), Status: "ARCHIVED", Datasets: [{ DatasetArn: datasetArn, DatasetType: "VALIDATION" }] };
  const kept = {
    ...decoded("n"),
    Status: "ARCHIVED",
    Datasets: [{ DatasetArn: datasetArn, DatasetType: "VALIDATION" }],
  };
  const page = pageOf(raw("a"), news, raw("b"));
  const report = [
    ["ProjectDescriptions[1].Status", "ARCHIVED"],
    ["ProjectDescriptions[1].Datasets[0].DatasetType", "VALIDATION"],
  ];

  test("are kept", () => {
    expect(watch(of(page).pipe(decodeProjects())).seen).toEqual([projects.a, kept, projects.b, "complete"]);
    expect(watch(of(page).pipe(decodeProjects({ unknownEnums: "keep" }))).seen).toHaveLength(4);
  });

  test("are reported, each before its project", () => {
    const seen: unknown[] = [];
    const onUnknownEnum = (path: string, value: string): void => void seen.push([path, value]);
    of(page)
      .pipe(decodeProjects({ onUnknownEnum }))
      .subscribe((project) => seen.push(project));
    expect(seen).toEqual([projects.a, ...report, kept, projects.b]);
  });

  test("make their project invalid where that is asked for, and are reported all the same", () => {
    const seen: unknown[] = [];
    const options: DecodeProjectsOptions = {
      unknownEnums: "error",
      onUnknownEnum: (path, value) => seen.push([path, value]),
      onInvalid: (error, value) =>
        seen.push(
          error.errors.map(({ path }) => path),
          value,
        ),
    };
    expect(watch(of(page).pipe(decodeProjects(options))).seen).toEqual([projects.a, projects.b, "complete"]);
    expect(seen).toEqual([...report, report.map(([path]) => path), news]);
    expect(watch(of(page).pipe(decodeProjects({ unknownEnums: "error" }))).seen).toMatchObject([
      projects.a,
      {
        _tag: "DecodeError",
        message:
          "cannot decode ProjectDescriptions[1].Status: expected one of CREATING, CREATED, DELETING, " +
          'got "ARCHIVED" (and 1 more in error.errors)',
      },
    ]);
  });

  test("error the stream when the callback throws", () => {
    expect(watch(of(page).pipe(decodeProjects({ onUnknownEnum: fail }))).seen).toEqual([projects.a, broken]);
  });
});

describe("leaving early", () => {
  test("stops in the middle of a page: what comes after is not even decoded", () => {
    const touched: number[] = [];
    const rows = [0, 1, 2, 3].map((index) =>
      Object.defineProperty({}, "ProjectArn", {
        get() {
          touched.push(index);
          return arn("a");
        },
      }),
    );
    const source = new Subject<unknown>();
    const { seen } = watch(source.pipe(decodeProjects(), take(2)));
    source.next(pageOf(...rows));
    expect(seen).toHaveLength(3);
    expect(touched).toEqual([0, 1]);
    expect(source.observed).toBe(false);
  });

  test("stops in the middle of bad projects too", () => {
    const seen: unknown[] = [];
    const source = new Subject<unknown>();
    const subscription = source
      .pipe(
        decodeProjects({
          onInvalid: ({ path }) => {
            seen.push(path);
            subscription.unsubscribe();
          },
        }),
      )
      .subscribe((project) => seen.push(project));
    source.next(pageOf(bad, bad, raw("a")));
    expect(seen).toEqual(["ProjectDescriptions[0].Status"]);
  });

  test("stops a source without an end as soon as enough is taken", () => {
    let made = 0;
    const counted = range(0, Number.MAX_SAFE_INTEGER).pipe(map(() => ((made += 1), pages.q)));
    expect(watch(counted.pipe(decodeProjects(), take(3))).seen).toHaveLength(4);
    expect(made).toBe(2);
  });
});

test("gives of any pages what decoding each project alone gives, in order", () => {
  const row = fc.oneof(
    fc.constantFrom<unknown>(raw("a"), bad, null, undefined, 5, [], {}, { ProjectArn: arn("b"), Status: "NEW" }),
    fc.anything(),
  );
  fc.assert(
    fc.property(fc.array(fc.array(row)), (lists) => {
      const good: unknown[] = [];
      const dead: unknown[] = [];
      for (const value of lists.flat()) {
        const alone = ProjectDescription.decode(value);
        (isRight(alone) ? good : dead).push(isRight(alone) ? alone.right : value);
      }
      const refused: unknown[] = [];
      const onInvalid = (_: DecodeError, value: unknown): void => void refused.push(value);
      const { seen } = watch(of(...lists.map((list) => pageOf(...list))).pipe(decodeProjects({ onInvalid })));
      expect(seen).toStrictEqual([...good, "complete"]);
      expect(refused).toStrictEqual(dead);
    }),
  );
});

describe("the types of decodeProjects", () => {
  const sdk$ = of<DescribeProjectsCommandOutput>();

  test("take pages of the SDK, decoded ones, JSON, and what may be a page", () => {
    expectTypeOf(sdk$.pipe(decodeProjects())).toEqualTypeOf<Observable<ProjectDescription>>();
    expectTypeOf(of<unknown>().pipe(decodeProjects())).toEqualTypeOf<Observable<ProjectDescription>>();
    expectTypeOf(decodeProjects()(of<unknown>())).toEqualTypeOf<Observable<ProjectDescription>>();
    expectTypeOf(decodeProjects()).toExtend<OperatorFunction<unknown, ProjectDescription>>();
    sdk$.pipe(retryThrottled(), decodeProjects(), flattenDatasets());
    sdk$.pipe(decodeWith(DescribeProjectsResponse), decodeProjects());
    of(JSON.parse("{}")).pipe(decodeProjects());
    of<object>().pipe(decodeProjects());
    of<Record<string, unknown>>().pipe(decodeProjects());
    of({ ProjectDescriptions: "anything" }).pipe(decodeProjects());
    of({ ProjectDescriptions: [1] }, {}).pipe(decodeProjects());
    describeProjects$({ client: new RekognitionClient() }).pipe(decodeProjects());
  });

  test("refuse the pages of another operation, which would give nothing", () => {
    const refused = [
      // @ts-expect-error -- versions
      of<DescribeProjectVersionsCommandOutput>().pipe(decodeProjects()),
      // @ts-expect-error -- versions, after an operator
      of<DescribeProjectVersionsCommandOutput>().pipe(retryThrottled(), decodeProjects()),
      // @ts-expect-error -- entries
      of<ListDatasetEntriesCommandOutput>().pipe(decodeProjects()),
      // @ts-expect-error -- labels, without a pipe
      decodeProjects()(of<ListDatasetLabelsCommandOutput>()),
      // @ts-expect-error -- policies, decoded
      of<ListProjectPoliciesResponse>().pipe(decodeProjects()),
      // @ts-expect-error -- projects, which decodeProjects splits itself
      sdk$.pipe(flattenProjects(), decodeProjects()),
      // @ts-expect-error -- text
      of("{}").pipe(decodeProjects()),
    ];
    expectTypeOf(refused).items.toExtend<Observable<unknown>>();
    // @ts-expect-error -- there is no such policy
    expect(() => decodeProjects({ onInvalid: "ignore" })).toThrow(TypeError);
  });
});
