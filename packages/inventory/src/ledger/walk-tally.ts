import type { Operation } from "../crawl/operation.js";
import type { StepError, WalkStep } from "../crawl/step.js";
import type { WalkOutcome } from "../crawl/walk-outcome.js";
import type { DatasetStatistics } from "../records/dataset-statistics.js";
import type { UsageRecord } from "../records/usage-record.js";

/** The sums over the steps of one walk. Its size does not depend on how many records they have. */
export class WalkTally {
  readonly region: string;
  readonly operation: Operation;
  readonly parentArn: string | null;
  generation = 0;
  outcome: WalkOutcome | null = null;
  error: StepError | null = null;
  pages = 0;
  records = 0;
  invalid = 0;
  /** Datasets that the projects list. */
  datasets = 0;
  /** Projects without a dataset. */
  emptyProjects = 0;
  requests = 0;
  throttles = 0;
  elapsedMs = 0;
  /** One per walk. It is kept, so that nobody has to look for it in the journal. */
  statistics: DatasetStatistics | undefined;
  usage: UsageRecord | undefined;

  constructor({ region, operation, parentArn }: Pick<WalkStep, "operation" | "parentArn" | "region">) {
    this.region = region;
    this.operation = operation;
    this.parentArn = parentArn;
  }

  add(step: WalkStep): void {
    this.requests += step.requests;
    this.throttles += step.throttles;
    this.elapsedMs += step.elapsedMs;
    if (step.generation < this.generation) {
      return;
    }
    if (step.generation > this.generation) {
      this.generation = step.generation;
      this.records = 0;
      this.invalid = 0;
      this.datasets = 0;
      this.emptyProjects = 0;
      this.statistics = undefined;
      this.usage = undefined;
    }
    // The last step gives the outcome: a walk that ended may have been resumed.
    this.outcome = step.outcome;
    this.error = step.error;
    this.pages = step.pages;
    this.records += step.records.length;
    this.invalid += step.invalid.length;
    for (const record of step.records) {
      if (record._tag === "DatasetStatistics") {
        this.statistics = record;
      } else if (record._tag === "Usage") {
        this.usage = record;
      } else if (record._tag === "Project") {
        this.datasets += record.datasets.length;
        this.emptyProjects += record.datasets.length === 0 ? 1 : 0;
      }
    }
  }
}
