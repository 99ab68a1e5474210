import * as fc from "fast-check";
import { DEPTHS } from "../../src/crawl/depth.js";
import type { Operation } from "../../src/crawl/operation.js";
import type { Step, StepError, TargetStep, WalkStep } from "../../src/crawl/step.js";
import { WALK_OUTCOMES } from "../../src/crawl/walk-outcome.js";
import type { InvalidRecord } from "../../src/records/invalid-record.js";
import type { InventoryRecord } from "../../src/records/inventory-record.js";
import { dataset, datasetArn, end, project, projectArn, run, usage, version, versionArn } from "./steps.js";

/** The steps of a run, of whatever walks, interleaved in any way; some begin again, some are cut off. */
export const anyJournal: fc.Arbitrary<readonly Step[]> = fc
  .record({
    // One that asks for more than projects: only such a run has child walks.
    depth: fc.subarray(
      DEPTHS.filter((each) => each !== "projects"),
      { minLength: 1 },
    ),
    targets: fc.subarray(targetNames(), { minLength: 1 }).chain((names) => fc.tuple(...names.map(anyTarget))),
    picks: fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
    end: fc.boolean(),
    kept: fc.option(fc.nat({ max: 60 })),
  })
  .map(({ depth, targets, picks, end: ends, kept }) => {
    const steps = interleaved(targets.flat(), picks);
    const left = kept === null ? steps : steps.slice(0, kept);
    return [run(depth), left.map(timed), ends && kept === null ? end : []].flat();
  });

function targetNames(): string[] {
  return ["111122223333:eu-west-1", "444455556666:us-east-1", "by-profile:eu-west-1"];
}

/** The walks of a target, and its own steps, each in its order. */
function anyTarget(target: string): fc.Arbitrary<readonly (readonly (TargetStep | WalkStep)[])[]> {
  const [account = "", region = ""] = target.split(":");
  const keys = childKeys();
  const walk = (key: Key) => anyWalk({ target, region, ...key }, account.startsWith("by-") ? "777788889999" : account);
  return fc
    .tuple(
      fc.array(anyTargetStep(target, account.startsWith("by-") ? null : account, region), { maxLength: 2 }),
      fc.oneof({ arbitrary: walk({ operation: "DescribeProjects", parentArn: null }), weight: 9 }, fc.constant([])),
      fc.subarray([...keys], { maxLength: 8 }).chain((chosen) => fc.tuple(...chosen.map(walk))),
    )
    .map(([own, root, children]) => [[own, root], children].flat());
}

interface Key {
  readonly operation: Operation;
  readonly parentArn: string | null;
}

/** "never" is listed by nobody. */
const NAMES = ["a", "b", "c"];

function childKeys(): readonly Key[] {
  return [...NAMES, "never"].flatMap((name) =>
    [
      asked(["DescribeProjectVersions", "ListProjectPolicies"], [projectArn(name)]),
      asked(
        ["DescribeDataset", "ListDatasetLabels", "ListDatasetEntries"],
        [datasetArn(name, "train"), datasetArn(name, "test")],
      ),
      asked(["ListTagsForResource", "GetMetricData"], [versionArn(name, "1"), versionArn(name, "2")]),
    ].flat(),
  );
}

function asked(operations: readonly Operation[], arns: readonly string[]): readonly Key[] {
  return arns.flatMap((parentArn) => operations.map((operation) => ({ operation, parentArn })));
}

function anyTargetStep(target: string, accountId: string | null, region: string): fc.Arbitrary<TargetStep> {
  return fc.record({
    _tag: fc.constant("Target"),
    target: fc.constant(target),
    accountId: fc.constant(accountId),
    accountName: fc.option(fc.constant("one")),
    region: fc.constant(region),
    outcome: fc.oneof(
      { arbitrary: fc.constant("expected"), weight: 4 },
      fc.constantFrom("closed", "no-credentials", "suspended"),
    ),
    error: anyError,
    at: fc.constant(""),
  });
}

const anyError: fc.Arbitrary<StepError | null> = fc.option(
  fc.record({ name: fc.constantFrom("AccessDeniedException", "Error"), message: fc.constantFrom("why", "=why") }),
);

type Place = Pick<WalkStep, "operation" | "parentArn" | "region" | "target">;

function anyWalk(place: Place, accountId: string): fc.Arbitrary<readonly WalkStep[]> {
  const page = fc.record({
    records: fc.array(anyRecord(place), { maxLength: 3 }),
    invalid: fc.oneof({ arbitrary: fc.constant([]), weight: 6 }, fc.array(anyInvalid, { maxLength: 2 })),
    requests: fc.nat({ max: 5 }),
    throttles: fc.nat({ max: 4 }),
    elapsedMs: fc.nat({ max: 900 }),
    accountId: fc.constantFrom(null, accountId, accountId),
    // Ended, and taken up again.
    failedOnce: fc.oneof({ arbitrary: fc.constant(false), weight: 9 }, fc.constant(true)),
  });
  const ending = fc.oneof(
    { arbitrary: fc.constant("complete" as const), weight: 4 },
    { arbitrary: fc.constantFrom(...WALK_OUTCOMES), weight: 2 },
    { arbitrary: fc.constant(null), weight: 2 },
  );
  return fc
    .record({
      first: fc.nat({ max: 1 }),
      generations: fc.array(fc.array(page, { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      ending,
      error: anyError,
    })
    .map(({ first, generations, ending: outcome, error }) =>
      generations.flatMap((pages, index) => {
        const isLast = index === generations.length - 1;
        const common = { _tag: "Walk" as const, ...place, generation: first + index, at: "" };
        if (pages.length === 0) {
          const none = { pages: 0, records: [], invalid: [], position: null, requests: 1, throttles: 1, elapsedMs: 1 };
          return isLast && outcome !== null ? [{ ...common, ...none, accountId: null, outcome, error }] : [];
        }
        return pages.map(({ failedOnce, ...each }, at): WalkStep => {
          const ends = isLast && at === pages.length - 1;
          const mid = failedOnce ? "failed" : null;
          return {
            ...common,
            ...each,
            pages: at + 1,
            position: ends ? null : `${index}-${at}`,
            outcome: ends ? outcome : mid,
            error: ends ? error : null,
          };
        });
      }),
    );
}

const anyInvalid: fc.Arbitrary<InvalidRecord> = fc.record({
  error: fc.constantFrom("Status: is 4", "ProjectArn: is missing"),
  problems: fc.array(fc.record({ path: fc.constant("Status"), message: fc.constant("is 4") }), { maxLength: 2 }),
  raw: fc.jsonValue({ maxDepth: 2 }),
});

function anyRecord({ operation, parentArn }: Key): fc.Arbitrary<InventoryRecord> {
  const parent = parentArn ?? "";
  const number = fc.option(fc.nat({ max: 9 }));
  const text = fc.option(fc.constantFrom("", "x", "=1+1", "a,b"));
  switch (operation) {
    case "DescribeProjects":
      return fc
        .record({ name: fc.constantFrom(...NAMES), types: fc.subarray(["train", "test"] as const), status: text })
        .map(({ name, types, status }) =>
          project(name, { status, datasets: types.map((type) => dataset(name, type, { statusMessage: status })) }),
        );
    case "DescribeProjectVersions": {
      const [, name = ""] = parent.split("/");
      return fc
        .record({ each: fc.constantFrom("1", "2"), status: fc.constantFrom("RUNNING", "STOPPED", null) })
        .map(({ each, status }) => version(name, each, { status }));
    }
    case "ListProjectPolicies":
      return fc.record({
        _tag: fc.constant("Policy"),
        projectArn: fc.constant(parent),
        name: fc.constantFrom("p", "q"),
        revisionId: text,
        document: text,
        creationTimestamp: fc.constant(null),
        lastUpdatedTimestamp: fc.constant(null),
      });
    case "DescribeDataset":
      return fc.record({
        _tag: fc.constant("DatasetStatistics"),
        datasetArn: fc.constant(parent),
        lastUpdatedTimestamp: fc.constant("2026-02-02T00:00:00.000Z"),
        totalEntries: number,
        labeledEntries: number,
        totalLabels: number,
        errorEntries: number,
      });
    case "ListDatasetLabels":
      return fc.record({
        _tag: fc.constant("Label"),
        datasetArn: fc.constant(parent),
        name: fc.constantFrom("good", "bad"),
        entryCount: number,
        boundingBoxCount: number,
      });
    case "ListDatasetEntries":
      return fc.record({
        _tag: fc.constant("Entry"),
        datasetArn: fc.constant(parent),
        sourceRef: fc.constantFrom("s3://b/1.png", "s3://b/2.png"),
        labels: fc.nat({ max: 3 }),
        errors: fc.nat({ max: 3 }),
        line: fc.constant('{"source-ref": "s3://b/1.png"}'),
      });
    case "ListTagsForResource":
      return fc.record({
        _tag: fc.constant("Tag"),
        versionArn: fc.constant(parent),
        key: fc.constantFrom("team", "cost"),
        value: fc.constantFrom("", "=1", "blue"),
      });
    case "GetMetricData":
      return fc
        .record({
          inServiceSince: fc.option(fc.constant("2026-11-25T10:00:00.000Z")),
          unitsInService: number,
          unitHours: fc.option(fc.double({ min: 0, max: 99, noNaN: true })),
        })
        .map((fields) => usage("", "", { ...fields, versionArn: parent }));
  }
}

/** Mixes the walks, the steps of each in their order. */
function interleaved(
  walks: readonly (readonly (TargetStep | WalkStep)[])[],
  picks: readonly number[],
): readonly (TargetStep | WalkStep)[] {
  const left = walks.map((walk) => [...walk]).filter((walk) => walk.length > 0);
  const mixed: (TargetStep | WalkStep)[] = [];
  for (let at = 0; left.length > 0; at += 1) {
    const index = (picks[at % picks.length] ?? 0) % left.length;
    const next = left[index]?.shift();
    if (next !== undefined) {
      mixed.push(next);
    }
    if (left[index]?.length === 0) {
      left.splice(index, 1);
    }
  }
  return mixed;
}

function timed<S extends Step>(step: S, index: number): S {
  return { ...step, at: new Date(Date.UTC(2026, 10, 25, 13, 57) + index * 1_000).toISOString() };
}
