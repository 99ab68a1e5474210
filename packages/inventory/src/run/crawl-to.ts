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

/** The options of {@link crawlTo}. */
export interface CrawlToOptions extends CrawlOptions {
  /**
   * Called with each step after it is kept. Before the crawl, called with the steps that the journal has already. An
   * error that it throws ends the crawl.
   */
  readonly onStep?: ((step: Step, about: { readonly isNew: boolean }) => void) | undefined;
}

/**
 * Crawls, and keeps each step in a journal. What the journal has already is not asked for again: so a run that was
 * killed goes on where it was. A walk that failed is tried again, from the page at which it failed.
 *
 * The next page of a walk is asked for only when the page before is written.
 *
 * Rejects with an `OtherRunError` if the journal is of a run with another depth or origin, and with a `TypeError` if
 * two targets have the same id, or if another `crawlTo` is using the journal. Rejects with the signal's reason, and
 * with the errors of the journal and of the targets.
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
 * @returns the result of the run, including what the journal had already. The error of a walk is in the ledger.
 * @throws TypeError, RangeError if options cannot work, before anything else.
 */
export async function crawlTo(journal: Journal, options: CrawlToOptions): Promise<Summary> {
  const ledger = await crawlInto(journal, options);
  return await viewsWith(journal, () => Promise.resolve(ledger)).summary();
}

/** The same, for a caller that needs the ledger. */
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

/** The journals that are being crawled into. A second crawl would write every row twice. */
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
