import type { Depth } from "../crawl/depth.js";
import type { ListedTable } from "../views/tables/listed-by.js";

/**
 * What becomes of columns that another walk fills than the one that lists the rows, where a run did not make it: a run that
 * was asked for less must not take away what an earlier one has found.
 *
 * @returns for each such column the expression of its new value, `there` being the row in the table.
 */
export function keptColumns(table: ListedTable, depth: readonly Depth[]): ReadonlyMap<string, string> {
  if (table === "datasets") {
    // A dataset that was read has them all: without one it was not, as nobody asked, or as it was denied.
    return new Map(STATISTICS.map((column) => [column, `coalesce(excluded.${column}, there.${column})`]));
  }
  if (table === "versions" && !depth.includes("usage")) {
    // What does not run has none, whoever says so.
    return new Map(
      USAGE.map((column) => [column, `case when excluded.status in (${IN_SERVICE}) then there.${column} end`]),
    );
  }
  return new Map();
}

const STATISTICS = ["last_updated_timestamp", "total_entries", "labeled_entries", "total_labels", "error_entries"];
const USAGE = ["in_service_since", "units_in_service", "in_service_unit_hours"];
const IN_SERVICE = "'RUNNING', 'STARTING', 'STOPPING'";
