import { childrenOf } from "../crawl/children-of.js";
import type { Operation } from "../crawl/operation.js";
import type { RunStep, Step, StepError, WalkStep } from "../crawl/step.js";
import type { Journal } from "../journal/journal.js";
import { count } from "../text/count.js";
import type { DatasetStatistics } from "../records/dataset-statistics.js";
import type { UsageRecord } from "../records/usage-record.js";
import type { LedgerEntry, WalkEntry } from "./ledger-entry.js";
import type { FoundRecords, Ledger } from "./ledger.js";
import { NoRunError } from "./no-run-error.js";
import { type Standing, Standings } from "./standing.js";
import { TargetTally } from "./target-tally.js";
import type { WalkTally } from "./walk-tally.js";

/**
 * Folds a journal into its ledger.
 *
 * The laws:
 *
 * 1. Only the last generation of a walk counts. The last step gives the outcome; without one, the walk is `unfinished`.
 *    Requests, throttles and time are those of all steps. A complete walk with records that could not be read is
 *    `invalid`.
 * 2. A child counts if its parent does: the walk that lists the parent counts, and has the parent in its last
 *    generation.
 * 3. A child whose parent is not there is `gone`, if that is certain: the list is complete, or the list itself is gone.
 *    A walk that asked about something that was deleted is `gone`, too.
 * 4. If the list did not come to its end (its token expired, it began again, and was killed or failed), it is not known
 *    whether the parent is still there. Then the child is `unfinished`, whatever its own outcome. It is not `complete`,
 *    which would let a consumer delete what it does not see, and it is not `gone`. A run that is resumed finds out, and
 *    does not walk the child again. The same holds if the list has records that could not be read: one of them may be
 *    the parent.
 * 5. A walk that follows from a record, but has no step yet, is `unfinished`, too.
 * 6. What does not count is in no view, and no entry counts it.
 *
 * Reads the journal once. Memory grows with the walks and not with the records.
 *
 * Rejects with a {@link NoRunError} if the journal does not begin with a run, and with the errors of `journal.steps()`.
 */
export async function ledgerOf(journal: Journal): Promise<Ledger> {
  const fold = new LedgerFold();
  for await (const step of journal.steps()) {
    fold.add(step);
    if (!fold.hasRun) {
      break;
    }
  }
  return fold.ledger();
}

/** The fold of {@link ledgerOf}, one step at a time, for a caller that has the steps already. */
export class LedgerFold {
  #run: RunStep | undefined;
  #endedAt: string | null = null;
  #readAt: string | null = null;
  #steps = 0;
  readonly #targets = new Map<string, FoldedTarget>();

  get hasRun(): boolean {
    return this.#run !== undefined;
  }

  /** The steps have to come in the order of the journal. */
  add(step: Step): void {
    this.#steps += 1;
    switch (step._tag) {
      case "Run":
        this.#run ??= step;
        break;
      case "Target":
        this.#target(step.target).tally.addTarget(step);
        break;
      case "Walk":
        this.#addWalk(step);
        break;
      case "End":
        break;
    }
    this.#endedAt = step._tag === "End" ? step.at : null;
  }

  /** The ledger of the steps so far. @throws NoRunError if no run was among them. */
  ledger(): Ledger {
    if (this.#run === undefined) {
      throw new NoRunError();
    }
    return new FoldedLedger(
      this.#run,
      { endedAt: this.#endedAt, readAt: this.#readAt, steps: this.#steps },
      this.#targets,
    );
  }

  #addWalk(step: WalkStep): void {
    const { tally, standings } = this.#target(step.target);
    tally.addWalk(step);
    // Walks go on side by side: their steps may be a little out of order.
    if (step.error === null && step.at > (this.#readAt ?? "")) {
      this.#readAt = step.at;
    }
    // If there are no children, every walk counts, and the ARNs of a hundred thousand projects need not be kept.
    const depth = this.#run?.options.depth ?? [];
    if (depth.some((each) => each !== "projects")) {
      standings.add(step);
      for (const record of step.records) {
        for (const child of childrenOf(record, depth)) {
          tally.addDue({ ...child, region: step.region });
        }
      }
    }
  }

  #target(name: string): FoldedTarget {
    let target = this.#targets.get(name);
    if (target === undefined) {
      const tally = new TargetTally(name);
      target = { tally, standings: new Standings(tally) };
      this.#targets.set(name, target);
    }
    return target;
  }
}

interface FoldedTarget {
  readonly tally: TargetTally;
  readonly standings: Standings;
}

class FoldedLedger implements Ledger {
  readonly run: RunStep;
  readonly endedAt: string | null;
  readonly readAt: string | null;
  readonly steps: number;
  readonly entries: readonly LedgerEntry[];
  readonly #targets: ReadonlyMap<string, FoldedTarget>;

  constructor(
    run: RunStep,
    { endedAt, readAt, steps }: Pick<Ledger, "endedAt" | "readAt" | "steps">,
    targets: ReadonlyMap<string, FoldedTarget>,
  ) {
    this.run = run;
    this.endedAt = endedAt;
    this.readAt = readAt;
    this.steps = steps;
    this.#targets = targets;
    this.entries = [...targets.values()].flatMap(({ tally, standings }) => {
      const walks = Array.from(tally.walks, (walk) => walkEntry(tally, walk, standings.of(walk)));
      return [tally.entry(), walks].flat();
    });
  }

  get found(): FoundRecords {
    const found = {
      projects: 0,
      datasets: 0,
      emptyProjects: 0,
      versions: 0,
      policies: 0,
      labels: 0,
      entries: 0,
      tags: 0,
    };
    for (const { tally, standings } of this.#targets.values()) {
      for (const walk of tally.walks) {
        const kind = FOUND_BY[walk.operation];
        if (kind !== undefined && standings.of(walk) === "there") {
          found[kind] += walk.records;
          found.datasets += walk.datasets;
          found.emptyProjects += walk.emptyProjects;
        }
      }
    }
    return found;
  }

  shows(step: WalkStep): boolean {
    const { tally, standings } = this.#targets.get(step.target) ?? {};
    const walk = tally?.walk(step);
    return walk !== undefined && walk.generation === step.generation && standings?.of(walk) === "there";
  }

  accountIdOf(target: string): string | null {
    return this.#targets.get(target)?.tally.accountId ?? null;
  }

  statisticsOf(target: string, datasetArn: string): DatasetStatistics | undefined {
    return this.#shown(target, { operation: "DescribeDataset", parentArn: datasetArn })?.statistics;
  }

  usageOf(target: string, versionArn: string): UsageRecord | undefined {
    return this.#shown(target, { operation: "GetMetricData", parentArn: versionArn })?.usage;
  }

  /** A walk, if its records are in the views. */
  #shown(target: string, key: Pick<WalkStep, "operation" | "parentArn">): WalkTally | undefined {
    const { tally, standings } = this.#targets.get(target) ?? {};
    const walk = tally?.walk(key);
    return walk === undefined || standings?.of(walk) !== "there" ? undefined : walk;
  }
}

const FOUND_BY: Readonly<Record<Operation, Exclude<keyof FoundRecords, "datasets" | "emptyProjects"> | undefined>> = {
  DescribeProjects: "projects",
  DescribeDataset: undefined,
  DescribeProjectVersions: "versions",
  ListProjectPolicies: "policies",
  ListDatasetLabels: "labels",
  ListDatasetEntries: "entries",
  ListTagsForResource: "tags",
  GetMetricData: undefined,
};

function walkEntry(
  { target, accountId }: TargetTally,
  { region, operation, parentArn, generation, requests, throttles, elapsedMs, ...walk }: WalkTally,
  standing: Standing,
): WalkEntry {
  const counts = standing === "there";
  const outcome = outcomeOf(walk, standing);
  return {
    _tag: "Walk",
    target,
    accountId,
    region,
    operation,
    parentArn,
    outcome,
    generation,
    pages: walk.pages,
    records: counts ? walk.records : 0,
    invalid: counts ? walk.invalid : 0,
    requests,
    throttles,
    elapsedMs,
    error: walk.error ?? reasonOf(outcome, { standing, invalid: walk.invalid }),
  };
}

function outcomeOf({ outcome, invalid }: Walked, standing: Standing): WalkEntry["outcome"] {
  switch (standing) {
    case "there":
      // A consumer deletes what a complete walk does not have. It must not delete what could not be read.
      return outcome === "complete" && invalid > 0 ? "invalid" : (outcome ?? "unfinished");
    case "gone":
      return "gone";
    case "unknown":
      return "unfinished";
  }
}

function reasonOf(
  outcome: WalkEntry["outcome"],
  { standing, invalid }: { readonly standing: Standing; readonly invalid: number },
): StepError | null {
  if (standing === "unknown") {
    return PARENT_UNKNOWN;
  }
  return outcome === "invalid"
    ? { name: "InvalidRecords", message: `${count(invalid, "record")} could not be read; see invalid.ndjson` }
    : null;
}

type Walked = Pick<WalkTally, "invalid" | "outcome">;

const PARENT_UNKNOWN: StepError = {
  name: "ParentUnknown",
  message:
    "it was found in a list that began again and was then not read completely: " +
    "whether it still exists is not known; resume the run, or export again",
};
