import type { InventoryRecord } from "../../src/records/inventory-record.js";
import type { Step, WalkStep } from "../../src/crawl/step.js";
import type { Truth } from "./truth.js";
import type { Weather } from "./weather.js";

/**
 * What is wrong with the steps of a crawl, as sentences; none where they hold the law: the records are exactly what complete
 * walks hold, each walk came to what its weather says, and each walk that follows from a record is there.
 */
export function faultsIn(
  steps: readonly Step[],
  places: readonly { readonly target: string; readonly truth: Truth; readonly isOffered: boolean }[],
  weather: Weather,
): readonly string[] {
  const wrong: string[] = [];
  for (const { target, truth, isOffered } of places) {
    const walks = walksOf(steps, target);
    const followed = new Set(["DescribeProjects "]);
    for (const [key, walk] of walks) {
      for (const child of walk.everSeen.flatMap(childKeys)) {
        followed.add(child);
      }
      const place = `${target} ${key}`;
      const keys = walk.records.map(keyOf);
      const all = truth.get(key);
      const { outcome } = walk;
      const { lasting } = weather.of(`${target.replace(":", " ")} ${key}`);
      const expected = expectedOutcome({
        isOffered,
        isRoot: key === "DescribeProjects ",
        isKnown: all !== undefined,
        lasting,
        pages: walk.pages,
      });
      if (!expected.includes(outcome ?? "none")) {
        wrong.push(`${place} came to ${outcome ?? "nothing"}, not ${expected.join(" or ")}`);
      }
      if (outcome === "complete" && JSON.stringify(keys) !== JSON.stringify(all)) {
        wrong.push(`${place} is complete with ${keys.join(", ")}, and there are ${all?.join(", ") ?? "none"}`);
      }
      if (JSON.stringify(keys) !== JSON.stringify((all ?? []).slice(0, keys.length))) {
        wrong.push(`${place} has ${keys.join(", ")}, which is not how ${all?.join(", ") ?? "nothing"} begins`);
      }
    }
    for (const key of followed) {
      if (!walks.has(key)) {
        wrong.push(`${target} ${key} is not accounted for`);
      }
    }
    for (const key of walks.keys()) {
      if (!followed.has(key)) {
        wrong.push(`${target} ${key} does not follow from any record`);
      }
    }
  }
  return wrong;
}

interface SeenWalk {
  readonly records: InventoryRecord[];
  /** Of all generations. */
  readonly everSeen: readonly InventoryRecord[];
  readonly pages: number;
  readonly outcome: WalkStep["outcome"];
}

function walksOf(steps: readonly Step[], target: string): ReadonlyMap<string, SeenWalk> {
  const byWalk = new Map<string, WalkStep[]>();
  for (const step of steps) {
    if (step._tag === "Walk" && step.target === target) {
      const key = `${step.operation} ${step.parentArn ?? ""}`;
      byWalk.set(key, [...(byWalk.get(key) ?? []), step]);
    }
  }
  return new Map(
    [...byWalk].map(([key, own]) => {
      const generation = Math.max(...own.map((step) => step.generation));
      const last = own.filter((step) => step.generation === generation);
      return [
        key,
        {
          records: last.flatMap(({ records }) => records),
          everSeen: own.flatMap(({ records }) => records),
          pages: last.at(-1)?.pages ?? 0,
          outcome: own.at(-1)?.outcome ?? null,
        },
      ] as const;
    }),
  );
}

function expectedOutcome({
  isOffered,
  isRoot,
  isKnown,
  lasting,
  pages,
}: {
  readonly isOffered: boolean;
  readonly isRoot: boolean;
  readonly isKnown: boolean;
  readonly lasting: { readonly outcome: string; readonly outcomeAfterPages?: string } | undefined;
  readonly pages: number;
}): readonly string[] {
  // There is nothing that could be gone.
  const turned =
    isRoot && lasting?.outcome === "gone" ? ["failed", "partial"] : [lasting?.outcome, lasting?.outcomeAfterPages];
  const [early, late = early] = turned;
  const after = pages > 0 ? late : early;
  // It may have come to its end before the weather turned.
  const fine = !isOffered ? "unsupported" : isKnown ? "complete" : "not-ready";
  return after === undefined ? [fine] : [after, fine];
}

function childKeys(record: InventoryRecord): readonly string[] {
  if (record._tag === "Version") {
    const mayRun = ["RUNNING", "STARTING", "STOPPING"].includes(record.status ?? "");
    return [`ListTagsForResource ${record.arn}`, ...(mayRun ? [`GetMetricData ${record.arn}`] : [])];
  }
  return record._tag === "Project"
    ? [
        `DescribeProjectVersions ${record.arn}`,
        `ListProjectPolicies ${record.arn}`,
        ...record.datasets.flatMap(({ arn }) => [
          `DescribeDataset ${arn}`,
          `ListDatasetLabels ${arn}`,
          `ListDatasetEntries ${arn}`,
        ]),
      ]
    : [];
}

function keyOf(record: InventoryRecord): string {
  switch (record._tag) {
    case "Project":
    case "Version":
      return record.arn;
    case "Policy":
    case "Label":
      return record.name;
    case "DatasetStatistics":
      return String(record.totalEntries);
    case "Entry":
      return record.line;
    case "Tag":
      return `${record.key}=${record.value}`;
    case "Usage":
      return `${record.unitsInService} since ${record.inServiceSince}, ${record.unitHours} in all`;
  }
}
