import type { CompleteWalks } from "../ledger/complete-walks.js";
import type { ListedTable } from "../views/tables/listed-by.js";
import type { ListedRow } from "./listed-row.js";

/** One run, or several as one, as far as it is needed to compare it with another. */
export interface ComparedRun {
  /** The lists that it has read completely. */
  readonly complete: CompleteWalks;
  /** The rows of tables, in any order. If two have the same key, the last counts. */
  rows(tables: readonly ListedTable[]): AsyncIterable<ComparedRow>;
}

/** A row and its table. */
export interface ComparedRow {
  readonly table: ListedTable;
  readonly row: ListedRow;
}
