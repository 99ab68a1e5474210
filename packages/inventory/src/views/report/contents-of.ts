import { pricesWith } from "../../cost/prices.js";
import type { Journal } from "../../journal/journal.js";
import type { Ledger } from "../../ledger/ledger.js";
import { shownSteps } from "../shown-steps.js";
import { viewsWith } from "../views-of.js";
import type { ReportContents } from "./contents.js";
import { ReportFold } from "./report-fold.js";
import type { ReportOptions } from "./report-view.js";
import type { RunHistory } from "./run-history.js";

/** The contents of a report about a run, without the page. */
export async function contentsOf(
  journal: Journal,
  ledger: Ledger,
  { prices }: ReportOptions,
  history: RunHistory,
): Promise<ReportContents> {
  const { seenRunning, seenStarting } = history;
  const fold = new ReportFold(ledger, { prices: pricesWith(prices), seenRunning, seenStarting });
  for await (const shown of shownSteps(journal, ledger)) {
    fold.add(shown);
  }
  const summary = await viewsWith(journal, () => Promise.resolve(ledger)).summary();
  return fold.contents(summary, history);
}
