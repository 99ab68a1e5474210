import type { RunStep, WalkStep } from "../crawl/step.js";
import type { DatasetStatistics } from "../records/dataset-statistics.js";
import type { UsageRecord } from "../records/usage-record.js";
import type { LedgerEntry } from "./ledger-entry.js";

/** The result of a journal: which of its steps count, and what became of every walk and target. */
export interface Ledger {
  readonly run: RunStep;
  /** When the crawl came to its end; `null` if it did not. */
  readonly endedAt: string | null;
  /** When the last page was read: the views are as of then. `null` if no page was read. */
  readonly readAt: string | null;
  /** How many steps of the journal are in the ledger. Later ones are not. */
  readonly steps: number;
  /** A target, then its walks; each in the order in which the journal first names it. */
  readonly entries: readonly LedgerEntry[];
  /** How many records of each kind are in the views. */
  readonly found: FoundRecords;
  /** Whether the records of a step are in the views. */
  shows(step: WalkStep): boolean;
  /** Twelve digits; `null` until a step of the target has them. */
  accountIdOf(target: string): string | null;
  /** What `DescribeDataset` added to a dataset. */
  statisticsOf(target: string, datasetArn: string): DatasetStatistics | undefined;
  /** What `GetMetricData` added to a version. */
  usageOf(target: string, versionArn: string): UsageRecord | undefined;
}

/** Records that are in the views, counted. */
export interface FoundRecords {
  readonly projects: number;
  /** As the projects list them. */
  readonly datasets: number;
  /** Projects without a dataset. */
  readonly emptyProjects: number;
  readonly versions: number;
  readonly policies: number;
  readonly labels: number;
  readonly entries: number;
  readonly tags: number;
}
