import type { CompleteWalks } from "../ledger/complete-walks.js";
import type { DatasetStatistics } from "../records/dataset-statistics.js";
import type { ListedTable } from "../views/tables/listed-by.js";
import { recordTables } from "../views/tables/tables.js";
import type { ListedRow } from "./listed-row.js";
import { memberOf } from "./member-of.js";

/** The members of a table's rows by which two runs are compared. */
export class ComparedMembers {
  readonly #members: readonly string[];
  readonly #runs: readonly CompleteWalks[];

  /** @param runs - both. */
  constructor(table: ListedTable, runs: readonly CompleteWalks[]) {
    this.#members = recordTables[table].columns.filter(({ name }) => !OF_THE_RUN.has(name)).map(({ member }) => member);
    this.#runs = runs;
  }

  /** Those that say something else, in the order of the columns. */
  differing(before: ListedRow, after: ListedRow): readonly string[] {
    return this.#members.filter(
      (member) =>
        memberOf(before, member) !== memberOf(after, member) &&
        (!(member in STATISTICS) || this.#haveStatistics(after)),
    );
  }

  /** Of a run that did not ask for them, or was denied, they are all `null`, which says nothing of the dataset. */
  #haveStatistics(dataset: ListedRow): boolean {
    return "arn" in dataset && this.#runs.every((run) => run.has("DescribeDataset", dataset.arn));
  }
}

/** Columns that say something of the run, or of the time since, and not of what was found. */
const OF_THE_RUN: ReadonlySet<string> = new Set([
  "run_id",
  "run_started_at",
  "seen_at",
  // They grow while a model runs, and are there only where CloudWatch was asked.
  "in_service_since",
  "units_in_service",
  "in_service_unit_hours",
]);

/** What `DescribeDataset` adds to a dataset's row. A record, so that none is forgotten. */
const STATISTICS: Readonly<Record<Exclude<keyof DatasetStatistics, "_tag" | "datasetArn">, true>> = {
  lastUpdatedTimestamp: true,
  totalEntries: true,
  labeledEntries: true,
  totalLabels: true,
  errorEntries: true,
};
