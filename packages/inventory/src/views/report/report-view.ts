import { pricesWith } from "../../cost/prices.js";
import type { Ledger } from "../../ledger/ledger.js";
import type { ShownStep } from "../shown-steps.js";
import type { Summary } from "../summary.js";
import { type Charts, loadCharts, loadScript } from "./charts.js";
import { ReportFold } from "./report-fold.js";
import { reportPage } from "./page.js";
import type { RunHistory } from "./run-history.js";

/** What a report knows besides its journal. */
export interface ReportOptions {
  /**
   * USD of an inference unit for an hour, by region. Each replaces the listed price, or adds one that is not listed.
   */
  readonly prices?: Readonly<Record<string, number>> | undefined;
}

/** Makes `report.html` from the steps of a journal, one after the other. */
export class ReportView {
  readonly #fold: ReportFold;
  readonly #history: RunHistory;
  readonly #charts: Charts;
  readonly #script: string;

  private constructor(fold: ReportFold, history: RunHistory, charts: Charts, script: string) {
    this.#fold = fold;
    this.#history = history;
    this.#charts = charts;
    this.#script = script;
  }

  static async open(ledger: Ledger, { prices }: ReportOptions, history: RunHistory): Promise<ReportView> {
    const [charts, script] = await Promise.all([loadCharts(), loadScript()]);
    const { seenRunning, seenStarting } = history;
    const fold = new ReportFold(ledger, { prices: pricesWith(prices), seenRunning, seenStarting });
    return new ReportView(fold, history, charts, script);
  }

  add(shown: ShownStep): void {
    this.#fold.add(shown);
  }

  /** The whole file. */
  text(summary: Summary): string {
    const contents = this.#fold.contents(summary, this.#history);
    return reportPage(contents, { charts: this.#charts, script: this.#script });
  }
}
