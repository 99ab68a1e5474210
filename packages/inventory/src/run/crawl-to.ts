import { crawl } from "../crawl/crawl.js";
import { type CrawlOptions, type CrawlPlan, crawlPlan } from "../crawl/crawl-options.js";
import { CrawlState } from "../crawl/crawl-state.js";
import type { RunStep, Step } from "../crawl/step.js";
import type { Journal } from "../journal/journal.js";
import type { Ledger } from "../ledger/ledger.js";
import { LedgerFold } from "../ledger/ledger-of.js";
import type { Summary } from "../views/summary.js";
import { viewsWith } from "../views/views-of.js";
import { OtherRunError } from "./other-run-error.js";

/** What {@link crawlTo} is given. */
export interface CrawlToOptions extends CrawlOptions {
  /** Called with each step as it is kept, and before the crawl with those that were there. What it throws ends the crawl. */
  readonly onStep?: ((step: Step, about: { readonly isNew: boolean }) => void) | undefined;
}

/**
 * Crawls into a journal: what is in it already is not asked for again, so that a run that was killed goes on where it was.
 * A walk that failed is asked again, from the page that it failed at.
 *
 * Real demand goes from the journal back to the requests: the next page of a walk is asked for when the page before is written.
 *
 * @example
 * ```ts
 * import { rekognitionClient } from "@rekognition-rx/core";
 * import { crawlTo, fileJournal, writeViews } from "@rekognition-rx/inventory";
 *
 * await using journal = fileJournal("out/nightly.journal");
 * const targets = ["eu-west-1", "us-east-1"].map((region) => ({ region, client: rekognitionClient({ region }) }));
 * const { outcome, counts } = await crawlTo(journal, { targets, depth: ["versions"] });
 * console.log(outcome, counts);
 * await writeViews(journal, { out: "out" });
 * ```
 *
 * @returns what the run came to, what was in the journal before included. What a walk fails with is in the ledger.
 * @throws TypeError, RangeError for options that cannot work, before anything else.
 * Rejects with an `OtherRunError` where the journal is of a run with another depth or origin, with the signal's reason,
 * with what the journal rejects with, and with what the targets fail with.
 */
export async function crawlTo(journal: Journal, options: CrawlToOptions): Promise<Summary> {
  const ledger = await crawlInto(journal, options);
  return await viewsWith(journal, () => Promise.resolve(ledger)).summary();
}

/** The same, for whoever wants to know more. */
export async function crawlInto(journal: Journal, options: CrawlToOptions): Promise<Ledger> {
  const plan = crawlPlan(options);
  plan.signal?.throwIfAborted();
  if (UNDER_WAY.has(journal)) {
    throw new TypeError("crawlTo: the journal is being crawled into already; each crawl needs a journal of its own");
  }
  UNDER_WAY.add(journal);
  try {
    return await crawlOnto(journal, plan, options.onStep);
  } finally {
    UNDER_WAY.delete(journal);
  }
}

/** Two crawls would write every row of it twice. */
const UNDER_WAY = new WeakSet<Journal>();

async function crawlOnto(journal: Journal, plan: CrawlPlan, onStep: CrawlToOptions["onStep"]): Promise<Ledger> {
  await journal.open?.();
  const state = new CrawlState();
  const fold = new LedgerFold();
  for await (const step of journal.steps()) {
    plan.signal?.throwIfAborted();
    state.add(step);
    fold.add(step);
    onStep?.(step, { isNew: false });
  }
  refuseOther(state.run, plan);
  try {
    await crawl(plan, state, async (step) => {
      await journal.append(step);
      fold.add(step);
      onStep?.(step, { isNew: true });
    });
  } finally {
    await journal.sync?.();
  }
  return fold.ledger();
}

function refuseOther(run: RunStep | undefined, { depth, origin }: CrawlPlan): void {
  if (run === undefined) {
    return;
  }
  const { options } = run;
  if (JSON.stringify(options.depth) !== JSON.stringify(depth)) {
    throw new OtherRunError({ runId: run.runId, what: "depth", there: options.depth, here: depth });
  }
  if (JSON.stringify(options.origin) !== JSON.stringify(origin)) {
    throw new OtherRunError({ runId: run.runId, what: "origin", there: options.origin, here: origin });
  }
}
