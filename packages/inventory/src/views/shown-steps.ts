import type { WalkStep } from "../crawl/step.js";
import type { Journal } from "../journal/journal.js";
import type { Ledger } from "../ledger/ledger.js";
import type { Found } from "./tables/table.js";

/** A step whose records are in the views, and what all its records have in common. */
export interface ShownStep {
  readonly step: WalkStep;
  readonly found: Found;
}

/** The steps that the views are made of, in the order of the journal, one at a time. */
export async function* shownSteps(journal: Journal, ledger: Ledger): AsyncGenerator<ShownStep, void, undefined> {
  const { runId, startedAt } = ledger.run;
  let left = ledger.steps;
  for await (const step of journal.steps()) {
    if (step._tag === "Walk" && ledger.shows(step)) {
      const { target, region, at } = step;
      const found: Found = {
        accountId: ledger.accountIdOf(target),
        region,
        runId,
        runStartedAt: startedAt,
        seenAt: at,
        statisticsOf: (datasetArn) => ledger.statisticsOf(target, datasetArn),
        usageOf: (versionArn) => ledger.usageOf(target, versionArn),
      };
      yield { step, found };
    }
    left -= 1;
    // The crawl may still be writing. Steps that came after the ledger was made are not in it.
    if (left === 0) {
      return;
    }
  }
}
