import type { RunStep, StepError, WalkStep } from "../crawl/step.js";
import type { Journal } from "../journal/journal.js";
import type { DatasetStatistics } from "../records/dataset-statistics.js";
import type { LedgerEntry, WalkEntry } from "./ledger-entry.js";
import type { Ledger } from "./ledger.js";
import { NoRunError } from "./no-run-error.js";
import { type Standing, Standings } from "./standing.js";
import { TargetTally } from "./target-tally.js";
import type { WalkTally } from "./walk-tally.js";

/**
 * Folds a journal into its ledger.
 *
 * The laws:
 *
 * 1. A walk counts with its last generation. How its last step stands is how it stands; without an outcome it is
 *    `unfinished`. Requests, throttles and time are those of all its steps.
 *    One that is complete and has records that could not be read is `invalid`.
 * 2. A child counts while its parent does: the walk that lists the parent counts, and has it in its last generation.
 * 3. A child whose parent is not there is `gone` where that is known: the list is complete, or the list itself is gone.
 *    So is a walk that found itself asking about what had been deleted.
 * 4. Where the list did not come to its end (its token expired, it began again, and was killed or failed), nobody knows
 *    whether the parent is still there. The child is `unfinished`, whatever it came to itself: neither `complete`, which
 *    would let a consumer delete what it does not see, nor `gone`. A run that is resumed finds out, and does not walk
 *    the child again. The same holds where the list has records that could not be read: one may be the parent.
 * 5. What does not count is in no view, and the entry counts no record of it.
 *
 * Reads the journal once, and once more where it has child walks. Memory grows with the walks and not with the records.
 *
 * Rejects with a {@link NoRunError} where the journal does not begin with a run, and as `journal.steps()` does.
 */
export async function ledgerOf(journal: Journal): Promise<Ledger> {
  const tally = new RunTally();
  for await (const step of journal.steps()) {
    tally.steps += 1;
    switch (step._tag) {
      case "Run":
        tally.run ??= step;
        break;
      case "Target":
        tally.target(step.target).addTarget(step);
        break;
      case "Walk":
        tally.target(step.target).addWalk(step);
        break;
      case "End":
        break;
    }
    tally.endedAt = step._tag === "End" ? step.at : null;
    if (tally.run === undefined) {
      break;
    }
  }
  const { run } = tally;
  if (run === undefined) {
    throw new NoRunError();
  }
  const standings = await standingsOf(journal, tally);
  return new FoldedLedger(run, tally, standings);
}

class RunTally {
  run: RunStep | undefined;
  endedAt: string | null = null;
  steps = 0;
  readonly targets = new Map<string, TargetTally>();

  target(name: string): TargetTally {
    let target = this.targets.get(name);
    if (target === undefined) {
      target = new TargetTally(name);
      this.targets.set(name, target);
    }
    return target;
  }
}

async function standingsOf(journal: Journal, { targets, steps }: RunTally): Promise<ReadonlyMap<string, Standings>> {
  const standings = new Map([...targets].map(([name, target]) => [name, new Standings(target)]));
  if ([...standings.values()].some(({ hasChildren }) => hasChildren)) {
    let left = steps;
    for await (const step of journal.steps()) {
      if (step._tag === "Walk") {
        standings.get(step.target)?.add(step);
      }
      left -= 1;
      if (left === 0) {
        break;
      }
    }
  }
  return standings;
}

class FoldedLedger implements Ledger {
  readonly run: RunStep;
  readonly endedAt: string | null;
  readonly steps: number;
  readonly entries: readonly LedgerEntry[];
  readonly #targets: ReadonlyMap<string, TargetTally>;
  readonly #standings: ReadonlyMap<string, Standings>;

  constructor(run: RunStep, tally: RunTally, standings: ReadonlyMap<string, Standings>) {
    this.run = run;
    this.endedAt = tally.endedAt;
    this.steps = tally.steps;
    this.#targets = tally.targets;
    this.#standings = standings;
    this.entries = [...tally.targets.values()].flatMap((target) => {
      const walks = Array.from(target.walks, (walk) => walkEntry(target, walk, this.#standing(target.target, walk)));
      return [target.entry(), walks].flat();
    });
  }

  shows(step: WalkStep): boolean {
    const walk = this.#targets.get(step.target)?.walk(step);
    return walk !== undefined && walk.generation === step.generation && this.#standing(step.target, walk) === "there";
  }

  accountIdOf(target: string): string | null {
    return this.#targets.get(target)?.accountId ?? null;
  }

  statisticsOf(target: string, datasetArn: string): DatasetStatistics | undefined {
    const walk = this.#targets.get(target)?.walk({ operation: "DescribeDataset", parentArn: datasetArn });
    return walk === undefined || this.#standing(target, walk) !== "there" ? undefined : walk.statistics;
  }

  #standing(target: string, walk: WalkTally): Standing {
    return this.#standings.get(target)?.of(walk) ?? "unknown";
  }
}

function walkEntry(
  { target, accountId }: TargetTally,
  { region, operation, parentArn, generation, requests, throttles, elapsedMs, ...walk }: WalkTally,
  standing: Standing,
): WalkEntry {
  const counts = standing === "there";
  return {
    _tag: "Walk",
    target,
    accountId,
    region,
    operation,
    parentArn,
    outcome: outcomeOf(walk, standing),
    generation,
    pages: walk.pages,
    records: counts ? walk.records : 0,
    invalid: counts ? walk.invalid : 0,
    requests,
    throttles,
    elapsedMs,
    error: walk.error ?? (standing === "unknown" ? PARENT_UNKNOWN : null),
  };
}

function outcomeOf({ outcome, invalid }: Walked, standing: Standing): WalkEntry["outcome"] {
  switch (standing) {
    case "there":
      // Whoever deletes what a complete walk does not show must not delete what could not be read.
      return outcome === "complete" && invalid > 0 ? "invalid" : (outcome ?? "unfinished");
    case "gone":
      return "gone";
    case "unknown":
      return "unfinished";
  }
}

type Walked = Pick<WalkTally, "invalid" | "outcome">;

const PARENT_UNKNOWN: StepError = {
  name: "ParentUnknown",
  message:
    "the list that named it began again and was not read to its end, or not all of it could be read: " +
    "whether it is still there is not known; resume the run, or export again",
};
