import type { Journal } from "../journal/journal.js";
import { CompleteWalks } from "../ledger/complete-walks.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import type { Ledger } from "../ledger/ledger.js";
import { shownSteps } from "../views/shown-steps.js";
import type { ListedTable } from "../views/tables/listed-by.js";
import type { RecordTable } from "../views/tables/table.js";
import { recordTables } from "../views/tables/tables.js";
import type { ComparedRow, ComparedRun } from "./compared-run.js";
import type { ListedRow } from "./listed-row.js";

/** The run of a journal. Reads the journal once for its ledger, unless `known` is given, and again for its rows. */
export async function runOfJournal(journal: Journal, known?: Ledger): Promise<ComparedRun> {
  const ledger = known ?? (await ledgerOf(journal));
  return {
    complete: CompleteWalks.of(ledger.entries),
    async *rows(tables): AsyncGenerator<ComparedRow, void, undefined> {
      for await (const { step, found } of shownSteps(journal, ledger)) {
        for (const record of step.records) {
          for (const table of tables) {
            for (const row of tableOf(table).rowsOf(record, found)) {
              yield { table, row };
            }
          }
        }
      }
    },
  };
}

function tableOf(name: ListedTable): RecordTable<ListedRow> {
  return recordTables[name];
}
