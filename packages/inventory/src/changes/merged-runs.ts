import { CompleteWalks } from "../ledger/complete-walks.js";
import { LISTED_TABLES, type ListedTable } from "../views/tables/listed-by.js";
import { recordTables } from "../views/tables/tables.js";
import type { ComparedRow, ComparedRun } from "./compared-run.js";
import { KnownAbsent } from "./known-absent.js";
import type { ListedRow } from "./listed-row.js";
import { valueOf } from "./value-of.js";

/**
 * Two runs as one: the rows of the later run, and the rows of the earlier run that are not known to be absent from the
 * later one.
 *
 * These are the rows that both runs leave in Postgres. They are read table by table, and each journal once per table.
 */
export function mergedRuns(earlier: ComparedRun, later: ComparedRun): ComparedRun {
  return {
    complete: CompleteWalks.union(earlier.complete, later.complete),
    async *rows(tables): AsyncGenerator<ComparedRow, void, undefined> {
      const absent = new KnownAbsent(later.complete);
      // Parents come before their children: if a parent is absent, its children are absent, too.
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
