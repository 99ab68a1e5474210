import { type ChildWalk, childrenOf } from "../../src/crawl/children-of.js";
import type { Operation } from "../../src/crawl/operation.js";
import type { RunStep, Step, TargetStep, WalkStep } from "../../src/crawl/step.js";
import type { LedgerEntry, TargetEntry, WalkEntry } from "../../src/ledger/ledger-entry.js";
import type { InventoryRecord } from "../../src/records/inventory-record.js";
import type { TableName } from "../../src/views/tables/tables.js";

/** The rows of each table as plain objects, and what is not a table. */
export interface Seen {
  readonly ledger: readonly LedgerEntry[];
  readonly tables: Readonly<Record<Exclude<TableName, "ledger">, readonly object[]>>;
  readonly invalid: readonly object[];
}

/** A mistake that somebody could make. */
export type Mistake = "calls an unfinished walk complete" | "keeps children of gone parents" | "takes all generations";

/**
 * What the views of a journal are, as plainly as it can be said: everything in memory, and looked up where it is needed.
 *
 * With a mistake it is a broken twin, which the laws have to find.
 */
export function modelViews(steps: readonly Step[], mistake?: Mistake): Seen {
  const run = steps[0] as RunStep;
  const walkSteps = steps.filter((step): step is WalkStep => step._tag === "Walk");
  const targetSteps = steps.filter((step): step is TargetStep => step._tag === "Target");
  const targets = unique(steps.flatMap((step) => ("target" in step ? [step.target] : [])));

  const accountOf = (target: string): string | null =>
    steps.flatMap((step) => ("target" in step && step.target === target ? (step.accountId ?? []) : [])).at(-1) ?? null;
  const walkOf = (step: WalkStep): readonly WalkStep[] =>
    walkSteps.filter((other) => keyOf(other) === keyOf(step) && other.target === step.target);
  const lastOf = (step: WalkStep): readonly WalkStep[] => {
    const all = walkOf(step);
    const last = Math.max(...all.map(({ generation }) => generation));
    return mistake === "takes all generations" ? all : all.filter(({ generation }) => generation === last);
  };
  const outcomeOf = (step: WalkStep): WalkEntry["outcome"] =>
    lastOf(step).at(-1)?.outcome ?? (mistake === "calls an unfinished walk complete" ? "complete" : "unfinished");

  const fateOf = (step: WalkStep): "counts" | "gone" | "unknown" => {
    if (outcomeOf(step) === "gone") {
      return "gone";
    }
    if (step.operation === "DescribeProjects" || mistake === "keeps children of gone parents") {
      return "counts";
    }
    const above = OF_VERSIONS.has(step.operation) ? "DescribeProjectVersions" : "DescribeProjects";
    const names = (other: WalkStep): boolean => other.records.flatMap(arnsOf).includes(step.parentArn ?? "");
    // Any step of the list will do: it stands for its walk.
    const list =
      walkSteps.find((other) => other.target === step.target && other.operation === above && names(other)) ??
      walkSteps.find(
        (other) => other.target === step.target && other.operation === above && above === "DescribeProjects",
      );
    if (list === undefined) {
      return "unknown";
    }
    const fate = fateOf(list);
    if (fate !== "counts") {
      return fate;
    }
    if (lastOf(list).some(names)) {
      return "counts";
    }
    return outcomeOf(list) === "complete" && lastOf(list).every(({ invalid }) => invalid.length === 0)
      ? "gone"
      : "unknown";
  };

  const targetEntry = (target: string): TargetEntry => {
    const own = targetSteps.filter((step) => step.target === target);
    const walks = walkSteps.filter((step) => step.target === target);
    const isReached = walks.some(({ pages, outcome }) => pages > 0 || outcome !== null);
    const outcome = own.at(-1)?.outcome ?? "expected";
    const asked = isReached ? "reached" : "unfinished";
    return {
      _tag: "Target",
      target,
      accountId: accountOf(target),
      accountName: own.flatMap(({ accountName }) => accountName ?? []).at(-1) ?? null,
      region: own.at(-1)?.region ?? walks[0]?.region ?? null,
      outcome: outcome === "expected" ? asked : outcome,
      error: own.at(-1)?.error ?? null,
    };
  };
  const standsAs = (step: WalkStep): WalkEntry["outcome"] => {
    switch (fateOf(step)) {
      case "counts":
        return outcomeOf(step) === "complete" && lastOf(step).some(({ invalid }) => invalid.length > 0)
          ? "invalid"
          : outcomeOf(step);
      case "gone":
        return "gone";
      case "unknown":
        return "unfinished";
    }
  };
  const walkEntry = (step: WalkStep): WalkEntry => {
    const all = walkOf(step);
    const last = lastOf(step);
    const fate = fateOf(step);
    const error = last.at(-1)?.error ?? null;
    return {
      _tag: "Walk",
      target: step.target,
      accountId: accountOf(step.target),
      region: step.region,
      operation: step.operation,
      parentArn: step.parentArn,
      outcome: standsAs(step),
      generation: last.at(-1)?.generation ?? 0,
      pages: last.at(-1)?.pages ?? 0,
      records: fate === "counts" ? sum(last.map(({ records }) => records.length)) : 0,
      invalid: fate === "counts" ? sum(last.map(({ invalid }) => invalid.length)) : 0,
      requests: sum(all.map(({ requests }) => requests)),
      throttles: sum(all.map(({ throttles }) => throttles)),
      elapsedMs: sum(all.map(({ elapsedMs }) => elapsedMs)),
      error: error ?? (fate === "unknown" ? PARENT_UNKNOWN : standsAs(step) === "invalid" ? INVALID_RECORDS : null),
    };
  };

  const shown = walkSteps.filter((step) => lastOf(step).includes(step) && fateOf(step) === "counts");
  const seenOf = (step: WalkStep) => ({ runId: run.runId, runStartedAt: run.startedAt, seenAt: step.at });
  const placeOf = (step: WalkStep) => ({ accountId: accountOf(step.target) ?? "111122223333", region: step.region });
  const rows = (rowsOf: (record: InventoryRecord, step: WalkStep) => readonly object[]): readonly object[] =>
    shown.flatMap((step) =>
      step.records.flatMap((record) =>
        rowsOf(record, step).map((row) => Object.assign({}, placeOf(step), row, seenOf(step))),
      ),
    );
  const recordsOf = (tag: InventoryRecord["_tag"]): readonly object[] =>
    rows((record) => {
      const { _tag, ...fields } = record;
      return _tag === tag ? [fields] : [];
    });
  /** The last record of a walk of the same target. */
  const addedTo = (step: WalkStep, arn: string, operation: Operation): InventoryRecord | undefined =>
    shown
      .filter((other) => other.target === step.target && other.operation === operation && other.parentArn === arn)
      .flatMap(({ records }) => records)
      .at(-1);
  const usageOf = (step: WalkStep, arn: string): object => {
    const found = addedTo(step, arn, "GetMetricData");
    const { inServiceSince, unitsInService, unitHours } =
      found?._tag === "Usage" ? found : { inServiceSince: null, unitsInService: null, unitHours: null };
    return { inServiceSince, unitsInService, inServiceUnitHours: unitHours };
  };
  const statisticsOf = (step: WalkStep, arn: string): object => {
    const found = addedTo(step, arn, "DescribeDataset");
    if (found?._tag !== "DatasetStatistics") {
      return {
        lastUpdatedTimestamp: null,
        totalEntries: null,
        labeledEntries: null,
        totalLabels: null,
        errorEntries: null,
      };
    }
    const { _tag: _, datasetArn: __, ...statistics } = found;
    return statistics;
  };

  return {
    ledger: targets.flatMap((target) => {
      const own = walkSteps.filter((step) => step.target === target);
      const due = own.flatMap((step) => {
        const children = step.records.flatMap((record) => childrenOf(record, run.options.depth));
        return [step].concat(children.map((child) => dueWalk(step, child)));
      });
      return [targetEntry(target), uniqueBy(due, keyOf).map(walkEntry)].flat();
    }),
    tables: {
      inventory: rows((record) => {
        if (record._tag !== "Project") {
          return [];
        }
        return (record.datasets.length === 0 ? [undefined] : record.datasets).map((dataset) => ({
          partition: "aws",
          projectArn: record.arn,
          projectName: record.name,
          feature: record.feature,
          projectStatus: record.status,
          projectCreationTimestamp: record.creationTimestamp,
          autoUpdate: record.autoUpdate,
          datasetArn: dataset?.arn ?? null,
          datasetType: dataset?.type ?? null,
          datasetStatus: dataset?.status ?? null,
          datasetStatusMessage: dataset?.statusMessage ?? null,
          datasetStatusMessageCode: dataset?.statusMessageCode ?? null,
          datasetCreationTimestamp: dataset?.creationTimestamp ?? null,
        }));
      }),
      projects: recordsOf("Project").map((row) => {
        const { datasets: _, ...fields } = row as { readonly datasets: unknown };
        return fields;
      }),
      datasets: rows((record, step) =>
        record._tag === "Project"
          ? record.datasets.map((dataset) => ({
              ...dataset,
              projectArn: record.arn,
              projectName: record.name,
              ...statisticsOf(step, dataset.arn),
            }))
          : [],
      ),
      versions: rows((record, step) => {
        if (record._tag !== "Version") {
          return [];
        }
        const { _tag: _, ...version } = record;
        return [{ ...version, ...usageOf(step, version.arn) }];
      }),
      policies: recordsOf("Policy"),
      labels: recordsOf("Label"),
      entries: recordsOf("Entry"),
      tags: recordsOf("Tag"),
    },
    invalid: shown.flatMap((step) =>
      step.invalid.map((invalid) => ({
        target: step.target,
        accountId: accountOf(step.target),
        region: step.region,
        operation: step.operation,
        parentArn: step.parentArn,
        ...invalid,
        ...seenOf(step),
      })),
    ),
  };
}

/** Which sentence it is, the model does not say. */
export const PARENT_UNKNOWN = { name: "ParentUnknown", message: "" };
export const INVALID_RECORDS = { name: "InvalidRecords", message: "" };

const OF_VERSIONS: ReadonlySet<Operation> = new Set(["GetMetricData", "ListTagsForResource"]);

/** What a walk that is due would be, before its first step. */
function dueWalk(of: WalkStep, { operation, parentArn }: ChildWalk): WalkStep {
  const nothing = { requests: 0, throttles: 0, elapsedMs: 0, pages: 0, position: null, outcome: null, error: null };
  return { ...of, ...nothing, operation, parentArn, generation: 0, records: [], invalid: [] };
}

function arnsOf(record: InventoryRecord): readonly string[] {
  const datasets = record._tag === "Project" ? record.datasets.map(({ arn }) => arn) : [];
  return "arn" in record ? [record.arn, ...datasets] : [];
}

function keyOf({ operation, parentArn }: WalkStep): string {
  return JSON.stringify([operation, parentArn]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function unique(texts: readonly string[]): readonly string[] {
  return uniqueBy(texts, (text) => text);
}

function uniqueBy<A>(values: readonly A[], key: (value: A) => string): readonly A[] {
  return values.filter((value, index) => values.findIndex((other) => key(other) === key(value)) === index);
}
