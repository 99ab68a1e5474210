import type { CompleteWalks } from "../ledger/complete-walks.js";
import type { ListedTable } from "../views/tables/listed-by.js";
import type { ListedRow } from "./listed-row.js";

/** What is known of one run, or of several as one, to compare it with another. */
export interface ComparedRun {
  /** Where it has looked completely. */
  readonly complete: CompleteWalks;
  /** The rows of tables, in any order; of two with one key the last counts. */
  rows(tables: readonly ListedTable[]): AsyncIterable<ComparedRow>;
}

/** A row, and whose it is. */
export interface ComparedRow {
  readonly table: ListedTable;
  readonly row: ListedRow;
}
