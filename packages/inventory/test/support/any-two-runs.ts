import * as fc from "fast-check";
import { crawledOperations } from "../../src/crawl/operations/operations.js";
import type { Operation } from "../../src/crawl/operation.js";
import type { Step, WalkStep } from "../../src/crawl/step.js";
import type { InventoryRecord } from "../../src/records/inventory-record.js";
import type { ProjectRecord } from "../../src/records/project-record.js";
import { anyJournal } from "./any-journal.js";
import { dataset, end, project, run, step, version, versionArn } from "./steps.js";

/** The steps of a run, and of a later one that asked for the same or for something else. */
export interface TwoRuns {
  readonly before: readonly Step[];
  readonly after: readonly Step[];
}

const FATES: readonly Fate[] = [
  (step) => step,
  (step) => ({ ...step, outcome: step.outcome === null ? null : "complete" }),
  (step) => ({ ...step, outcome: step.outcome === null ? null : "partial" }),
  (step) => ({ ...step, records: step.records.slice(1) }),
  (step) => ({ ...step, records: step.records.map(another) }),
];

/** Without walks that it did not ask for: no run has those. */
const anyRun = anyJournal.map((steps): readonly Step[] => {
  const depth = new Set(steps.flatMap((step) => (step._tag === "Run" ? step.options.depth : [])));
  return steps.filter(
    (step) =>
      step._tag !== "Walk" ||
      step.operation === "DescribeProjects" ||
      crawledOperations[step.operation].depths.some((each) => depth.has(each)),
  );
});

const someFates = fc.array(fc.constantFrom(...FATES), { minLength: 1, maxLength: 40 });

const WHOLE_RUN = wholeRun();

export const anyTwoRuns: fc.Arbitrary<TwoRuns> = fc
  .record({
    // In a journal of any walks what they are about is seldom there, and less so what belongs to that.
    before: fc.oneof(
      { arbitrary: anyRun, weight: 1 },
      { arbitrary: someFates.map((fates) => reread(WHOLE_RUN, fates)), weight: 2 },
    ),
    other: anyRun,
    // For each step what has become of it; none for a run that has nothing to do with the first.
    fates: fc.option(someFates, { freq: 4 }),
    isRenamed: fc.boolean(),
    isBackwards: fc.boolean(),
  })
  .map(({ before, other, fates, isRenamed, isBackwards }) => {
    const runs = [before, fates === null ? other : reread(before, fates)].map((steps) => steps.map(atHome));
    const [first = [], second = []] = isBackwards ? runs.toReversed() : runs;
    // The same account, which the later run knows by its number from the beginning.
    const renamed = second.map((step) => rewritten(step, '"target":"by-profile:', '"target":"777788889999:'));
    return { before: first, after: aDayLater(isRenamed ? renamed : second) };
  });

/** All that there can be, of two projects, in one place. */
function wholeRun(): readonly Step[] {
  const projects = ["a", "b"].map((name) =>
    project(name, { datasets: [dataset(name, "train"), dataset(name, "test")] }),
  );
  return [
    run(["projects", "datasets", "versions", "policies", "entries"]),
    step({ records: projects, outcome: "complete" }),
    ...projects.flatMap(walksOf),
    end,
  ];
}

function walksOf({ arn, name, datasets }: ProjectRecord): readonly Step[] {
  return [
    walk("DescribeProjectVersions", arn, [version(name, "1"), version(name, "2")]),
    walk("ListProjectPolicies", arn, [policy(arn, "p"), policy(arn, "q")]),
    tagsOf(versionArn(name, "1")),
    tagsOf(versionArn(name, "2")),
  ].concat(datasets.flatMap(({ arn: datasetArn }) => walksOfDataset(datasetArn)));
}

function walksOfDataset(datasetArn: string): readonly Step[] {
  return [
    walk("DescribeDataset", datasetArn, [statistics(datasetArn)]),
    walk("ListDatasetLabels", datasetArn, [
      { _tag: "Label", datasetArn, name: "good", entryCount: 1, boundingBoxCount: null },
      { _tag: "Label", datasetArn, name: "bad", entryCount: 1, boundingBoxCount: null },
    ]),
    walk("ListDatasetEntries", datasetArn, [
      { _tag: "Entry", datasetArn, sourceRef: "s3://b/1.png", labels: 1, errors: 0, line: "{}" },
      { _tag: "Entry", datasetArn, sourceRef: "s3://b/2.png", labels: 1, errors: 0, line: "{}" },
    ]),
  ];
}

function tagsOf(versionArn: string): Step {
  return walk("ListTagsForResource", versionArn, [
    { _tag: "Tag", versionArn, key: "team", value: "blue" },
    { _tag: "Tag", versionArn, key: "cost", value: "" },
  ]);
}

function walk(operation: Operation, parentArn: string, records: readonly InventoryRecord[]): Step {
  return step({ operation, parentArn, records, outcome: "complete" });
}

function policy(projectArn: string, name: string): InventoryRecord {
  const nothing = { revisionId: null, document: null, creationTimestamp: null, lastUpdatedTimestamp: null };
  return { _tag: "Policy", projectArn, name, ...nothing };
}

function statistics(datasetArn: string): InventoryRecord {
  const counts = { totalEntries: 2, labeledEntries: 2, totalLabels: 2, errorEntries: 0 };
  return { _tag: "DatasetStatistics", datasetArn, lastUpdatedTimestamp: null, ...counts };
}

type Fate = (step: WalkStep) => WalkStep;

/** The steps of a run, as another found the same places. */
function reread(steps: readonly Step[], fates: readonly Fate[]): readonly Step[] {
  return steps.map((step, index) => (step._tag === "Walk" ? (fates[index % fates.length]?.(step) ?? step) : step));
}

/** A run that finds the same again. */
export function aDayLater(steps: readonly Step[]): readonly Step[] {
  return steps.map((step) => {
    const later = rewritten(step, "2026-11-25T", "2026-11-26T");
    return later._tag === "Run" ? { ...later, runId: "20261126T135627Z-91c0" } : later;
  });
}

/** With ARNs of its own account and region: in the journals of the others all are of one. */
function atHome(step: Step): Step {
  if (!("target" in step)) {
    return step;
  }
  const [name = "", region = ""] = step.target.split(":");
  const account = name === "by-profile" ? "777788889999" : name;
  return rewritten(step, ":rekognition:eu-west-1:111122223333:", `:rekognition:${region}:${account}:`);
}

/** Steps are plain JSON. */
function rewritten(step: Step, from: string, to: string): Step {
  return JSON.parse(JSON.stringify(step).replaceAll(from, to)) as Step;
}

function another(record: InventoryRecord): InventoryRecord {
  switch (record._tag) {
    case "Project":
      return { ...record, status: "DELETING", datasets: record.datasets.slice(1) };
    case "DatasetStatistics":
      return { ...record, totalEntries: 99 };
    case "Version":
      return { ...record, status: "STOPPED" };
    case "Policy":
      return { ...record, revisionId: "another" };
    case "Label":
      return { ...record, entryCount: 99 };
    case "Entry":
      return { ...record, errors: 99 };
    case "Tag":
      return { ...record, value: "another" };
    case "Usage":
      return { ...record, unitsInService: 99 };
  }
}
