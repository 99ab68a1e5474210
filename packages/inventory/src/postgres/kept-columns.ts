import type { Depth } from "../crawl/depth.js";
import type { ListedTable } from "../views/tables/listed-by.js";

/**
 * The new values of columns that another walk fills than the one that lists the rows, if a run did not make that walk.
 * A run that was asked for less must not remove what an earlier run has found.
 *
 * @returns for each such column, the expression of its new value. `there` is the row in the table.
 */
export function keptColumns(table: ListedTable, depth: readonly Depth[]): ReadonlyMap<string, string> {
  if (table === "datasets") {
    // A dataset whose statistics were read has them all. If they are missing, nobody asked for them, or they were
    // denied.
    return new Map(STATISTICS.map((column) => [column, `coalesce(excluded.${column}, there.${column})`]));
  }
  if (table === "versions" && !depth.includes("usage")) {
    // A model that does not run has no usage, whichever run says so.
    return new Map(
      USAGE.map((column) => [column, `case when excluded.status in (${IN_SERVICE}) then there.${column} end`]),
    );
  }
  return new Map();
}

const STATISTICS = ["last_updated_timestamp", "total_entries", "labeled_entries", "total_labels", "error_entries"];
const USAGE = ["in_service_since", "units_in_service", "in_service_unit_hours"];
const IN_SERVICE = "'RUNNING', 'STARTING', 'STOPPING'";
