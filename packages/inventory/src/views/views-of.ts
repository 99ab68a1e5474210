import type { Journal } from "../journal/journal.js";
import type { LedgerEntry } from "../ledger/ledger-entry.js";
import type { Ledger } from "../ledger/ledger.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import { type InvalidRow, invalidRows } from "./invalid-row.js";
import { shownSteps } from "./shown-steps.js";
import { type Counts, type Summary, type SummaryOptions, summaryOf } from "./summary.js";
import { ledgerRow } from "./tables/ledger-table.js";
import { recordTables, recordTablesOf, type TableName, type TableRows, tables } from "./tables/tables.js";

/** The content of a journal, as streams. */
export interface Views {
  /** What became of every target, and of every walk: a target, then its walks. */
  ledger(): AsyncIterable<LedgerEntry>;
  /** The rows of a table, in the order of the journal; none if the run did not ask for them. */
  rows<Name extends TableName>(table: Name): AsyncIterable<TableRows[Name]>;
  /** The records that could not be read. They are in no table. */
  invalid(): AsyncIterable<InvalidRow>;
  /** The run in short. */
  summary(options?: SummaryOptions): Promise<Summary>;
}

/**
 * The views of a journal: tables of what was found, and the ledger of what became of each walk.
 *
 * Nothing is read before an iteration begins. Each iteration reads the journal again: once for its ledger, and once for
 * its rows, one step at a time as rows are asked for. Memory grows with the walks and not with the records. Steps that
 * are appended meanwhile are not seen.
 *
 * Every iteration, and `summary()`, rejects with a `NoRunError` if the journal does not begin with a run, and with the
 * errors of `journal.steps()`.
 *
 * @example
 * ```ts
 * import { fileJournal, viewsOf } from "@rekognition-rx/inventory";
 *
 * for await (const { name, status } of viewsOf(fileJournal("out/runs/20261125T135627Z-4f2a.journal")).rows("projects")) {
 *   console.log(name, status);
 * }
 * ```
 */
export function viewsOf(journal: Journal): Views {
  return viewsWith(journal, () => ledgerOf(journal));
}

/** The same, with a ledger that the caller may have already: to fold a large journal takes as long as to read it. */
export function viewsWith(journal: Journal, fold: () => Promise<Ledger>): Views {
  return {
    ledger: () =>
      iterable(async function* ledger() {
        yield* (await fold()).entries;
      }),
    rows: <Name extends TableName>(table: Name) => {
      if (!Object.hasOwn(tables, table)) {
        throw new TypeError(
          `viewsOf: there is no table ${JSON.stringify(table)}; there are ${Object.keys(tables).join(", ")}`,
        );
      }
      return iterable(() => rowsOf(journal, fold, table) as AsyncIterator<TableRows[Name], void, undefined>);
    },
    invalid: () =>
      iterable(async function* invalid() {
        for await (const shown of shownSteps(journal, await fold())) {
          yield* invalidRows(shown);
        }
      }),
    summary: async (options = {}) => {
      const ledger = await fold();
      return summaryOf(ledger, countsOf(ledger), [], options);
    },
  };
}

async function* rowsOf(
  journal: Journal,
  fold: () => Promise<Ledger>,
  table: TableName,
): AsyncGenerator<TableRows[TableName], void, undefined> {
  const ledger = await fold();
  if (table === "ledger") {
    yield* ledger.entries.map(ledgerRow);
    return;
  }
  const { rowsOf } = recordTables[table];
  for await (const { step, found } of shownSteps(journal, ledger)) {
    for (const record of step.records) {
      yield* rowsOf(record, found);
    }
  }
}

/** An iterable that can be iterated more than once, unlike a generator. */
function iterable<Value>(iterate: () => AsyncIterator<Value, void, undefined>): AsyncIterable<Value> {
  return { [Symbol.asyncIterator]: iterate };
}

/** How many rows the tables of a run have. The rows are not made for that. */
function countsOf({ run, entries, found }: Ledger): Counts {
  const { emptyProjects, ...records } = found;
  const rows = { ...records, inventory: records.datasets + emptyProjects };
  const invalid = entries.reduce((total, entry) => total + (entry._tag === "Walk" ? entry.invalid : 0), 0);
  return {
    ...Object.fromEntries(recordTablesOf(run.options.depth).map((name) => [name, rows[name]])),
    ledger: entries.length,
    invalid,
  };
}
