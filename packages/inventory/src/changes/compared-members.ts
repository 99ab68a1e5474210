import type { CompleteWalks } from "../ledger/complete-walks.js";
import type { DatasetStatistics } from "../records/dataset-statistics.js";
import type { ListedTable } from "../views/tables/listed-by.js";
import { recordTables } from "../views/tables/tables.js";
import type { ListedRow } from "./listed-row.js";
import { memberOf } from "./member-of.js";

/** The members of a table's rows that are compared between two runs. */
export class ComparedMembers {
  readonly #members: readonly string[];
  readonly #runs: readonly CompleteWalks[];

  /** @param runs - the two runs. */
  constructor(table: ListedTable, runs: readonly CompleteWalks[]) {
    this.#members = recordTables[table].columns.filter(({ name }) => !OF_THE_RUN.has(name)).map(({ member }) => member);
    this.#runs = runs;
  }

  /** The members whose values differ, in the order of the columns. */
  differing(before: ListedRow, after: ListedRow): readonly string[] {
    return this.#members.filter(
      (member) =>
        memberOf(before, member) !== memberOf(after, member) &&
        (!(member in STATISTICS) || this.#haveStatistics(after)),
    );
  }

  /**
   * If a run did not ask for the statistics, or was denied, they are all `null`. That says nothing about the dataset.
   */
  #haveStatistics(dataset: ListedRow): boolean {
    return "arn" in dataset && this.#runs.every((run) => run.has("DescribeDataset", dataset.arn));
  }
}

/** Columns that describe the run or the time that has passed, and not what was found. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  "run_id",
  "run_started_at",
  "seen_at",
  // They grow while a model runs, and are there only if CloudWatch was asked.
  "in_service_since",
  "units_in_service",
  "in_service_unit_hours",
]);

/** What `DescribeDataset` adds to a dataset's row. A `Record`, so that the compiler misses none. */
const STATISTICS: Readonly<Record<Exclude<keyof DatasetStatistics, "_tag" | "datasetArn">, true>> = {
  lastUpdatedTimestamp: true,
  totalEntries: true,
  labeledEntries: true,
  totalLabels: true,
  errorEntries: true,
};
