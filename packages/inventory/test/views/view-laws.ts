import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import type { Step, WalkStep } from "../../src/crawl/step.js";
import type { LedgerEntry, WalkEntry } from "../../src/ledger/ledger-entry.js";
import { anyJournal } from "../support/any-journal.js";
import { modelViews, type Seen } from "../support/model-views.js";
import { uphold } from "../support/uphold.js";

/** Views of any make: ours, or a broken twin. */
export type Subject = (steps: readonly Step[]) => Promise<Seen> | Seen;

/** What holds for the views of every journal. Each throws a sentence where it does not. */
export const viewLaws = {
  "every row is of its walk's last generation": law((seen, steps) => {
    for (const row of rowsOf(seen)) {
      const step = stepOf(row, steps);
      const last = Math.max(...stepsOf(step, steps).map(({ generation }) => generation));
      uphold(step.generation === last, `a row of generation ${step.generation}, and the last is ${last}`);
    }
  }),

  "what a row belongs to is in the views, too": law((seen, steps) => {
    const { projects, datasets, versions, policies, labels, entries, tags } = seen.tables;
    const has = (parents: readonly object[], arn: unknown, target: string): boolean =>
      parents.some((parent) => "arn" in parent && parent.arn === arn && stepOf(parent, steps).target === target);
    const belongs = (rows: readonly object[], member: string, parents: readonly object[]): void => {
      for (const row of rows) {
        const arn = (row as Readonly<Record<string, unknown>>)[member];
        uphold(has(parents, arn, stepOf(row, steps).target), `${String(arn)} is not there`);
      }
    };
    belongs(versions, "projectArn", projects);
    belongs(policies, "projectArn", projects);
    belongs(labels, "datasetArn", datasets);
    belongs(entries, "datasetArn", datasets);
    belongs(tags, "versionArn", versions);
  }),

  "nothing is complete that did not say so": law((seen, steps) => {
    for (const entry of seen.ledger) {
      if (entry._tag === "Walk" && entry.outcome === "complete") {
        const last = stepsOf(entry, steps).filter(({ generation }) => generation === entry.generation);
        uphold(last.at(-1)?.outcome === "complete", `${entry.operation} is complete, and never said so`);
      }
    }
  }),

  "ledger and tables account for each other": law((seen) => {
    const { inventory, projects, datasets, versions, policies, labels, entries, tags } = seen.tables;
    const rows = { versions, policies, labels, entries, tags };
    const operations = {
      versions: "DescribeProjectVersions",
      policies: "ListProjectPolicies",
      labels: "ListDatasetLabels",
      entries: "ListDatasetEntries",
      tags: "ListTagsForResource",
    };
    for (const [name, operation] of Object.entries(operations)) {
      const counted = recordsOf(seen.ledger, operation);
      const there = rows[name as keyof typeof rows].length;
      uphold(counted === there, `the ledger counts ${counted} ${name}, and there are ${there}`);
    }
    uphold(recordsOf(seen.ledger, "DescribeProjects") === projects.length, "projects are not what the ledger counts");
    const empty = inventory.filter((row) => "datasetArn" in row && row.datasetArn === null).length;
    uphold(inventory.length === datasets.length + empty, "the inventory has more or less than the datasets");
    const invalid = seen.ledger.reduce((total, entry) => total + (entry._tag === "Walk" ? entry.invalid : 0), 0);
    uphold(invalid === seen.invalid.length, "what is invalid is not what the ledger counts");
  }),

  "every step is of an entry, and every request is counted": law((seen, steps) => {
    const walks = seen.ledger.filter((entry) => entry._tag === "Walk");
    const sent = walkSteps(steps).reduce((total, { requests }) => total + requests, 0);
    const counted = walks.reduce((total, { requests }) => total + requests, 0);
    uphold(sent === counted, `${sent} requests were sent, and ${counted} are counted`);
    for (const step of steps) {
      uphold(
        !("target" in step) || seen.ledger.some(({ _tag, target }) => _tag === "Target" && target === step.target),
        "a target is missing",
      );
    }
  }),

  "they are what the model says": law((seen, steps) => {
    const model = modelViews(steps);
    for (const part of ["ledger", "tables", "invalid"] as const) {
      uphold(
        isDeepStrictEqual(seen[part], model[part]),
        `${part}: got ${fc.stringify(seen[part])}, and the model says ${fc.stringify(model[part])}`,
      );
    }
  }),
};

function law(holds: (seen: Seen, steps: readonly Step[]) => void): (subject: Subject) => fc.IAsyncProperty<unknown> {
  return (subject) =>
    fc.asyncProperty(anyJournal, async (steps) => {
      holds(await subject(steps), steps);
    });
}

function rowsOf({ tables, invalid }: Seen): readonly object[] {
  return [...Object.values(tables).flat(), ...invalid];
}

/** The step that a row is of: each has a time of its own. */
function stepOf(row: object, steps: readonly Step[]): WalkStep {
  const step = walkSteps(steps).find(({ at }) => "seenAt" in row && row.seenAt === at);
  if (step === undefined) {
    throw new Error(`a row of no step: ${fc.stringify(row)}`);
  }
  return step;
}

function stepsOf(
  { target, operation, parentArn }: Pick<WalkEntry, "operation" | "parentArn" | "target">,
  steps: readonly Step[],
): readonly WalkStep[] {
  return walkSteps(steps).filter(
    (step) => step.target === target && step.operation === operation && step.parentArn === parentArn,
  );
}

function walkSteps(steps: readonly Step[]): readonly WalkStep[] {
  return steps.filter((step) => step._tag === "Walk");
}

function recordsOf(ledger: readonly LedgerEntry[], operation: string): number {
  return ledger.reduce(
    (total, entry) => total + (entry._tag === "Walk" && entry.operation === operation ? entry.records : 0),
    0,
  );
}
