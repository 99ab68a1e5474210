import { CompleteWalks } from "../ledger/complete-walks.js";
import { LISTED_TABLES, type ListedTable } from "../views/tables/listed-by.js";
import { recordTables } from "../views/tables/tables.js";
import type { ComparedRow, ComparedRun } from "./compared-run.js";
import { KnownAbsent } from "./known-absent.js";
import type { ListedRow } from "./listed-row.js";
import { valueOf } from "./value-of.js";

/**
 * Two runs as one: what the later one has looked at completely is as it says, and everything else as the earlier one.
 *
 * Its rows are those that both leave in Postgres. They are read table by table, and each journal once for each.
 */
export function mergedRuns(earlier: ComparedRun, later: ComparedRun): ComparedRun {
  return {
    complete: CompleteWalks.union(earlier.complete, later.complete),
    async *rows(tables): AsyncGenerator<ComparedRow, void, undefined> {
      const absent = new KnownAbsent(later.complete);
      // What belongs to something comes after it: it goes with it.
      for (const table of LISTED_TABLES.filter((each) => tables.includes(each))) {
        const seen = new Set<string>();
        for await (const compared of later.rows([table])) {
          seen.add(keyOf(table, compared.row));
          yield compared;
        }
        for await (const compared of earlier.rows([table])) {
          if (!seen.has(keyOf(table, compared.row)) && !absent.add(table, compared.row)) {
            yield compared;
          }
        }
      }
    },
  };
}

function keyOf(table: ListedTable, row: ListedRow): string {
  return JSON.stringify(recordTables[table].key.map((column) => valueOf(table, row, column)));
}
