import type { Transaction } from "kysely";
import type { Depth } from "../crawl/depth.js";
import type { Journal } from "../journal/journal.js";
import type { Ledger } from "../ledger/ledger.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import { shownSteps } from "../views/shown-steps.js";
import { ledgerRow, ledgerTable } from "../views/tables/ledger-table.js";
import type { ListedTable } from "../views/tables/listed-by.js";
import type { RecordTable } from "../views/tables/table.js";
import { recordTables, recordTablesOf } from "../views/tables/tables.js";
import { isWhole } from "../ledger/is-whole.js";
import { keptColumns } from "./kept-columns.js";
import { softDeletes } from "./soft-deletes.js";
import { quoted, tableIn } from "./sql-text.js";
import { UNIQUE_KEYS } from "./unique-keys.js";
import { parameterOf, type Statement, TYPES, upsertOf } from "./upserted-rows.js";
import { SCHEMA, withDatabase, type WriteToPostgresOptions } from "./with-database.js";

/**
 * Writes the content of a journal into Postgres: a table for each kind of record, the tables `ledger` and `runs`, and
 * the view `inventory` of what is there now.
 *
 * - The tables are made, and brought up to date, first. Nothing is ever dropped: your own views stay.
 * - Rows are inserted, or updated by their key. A row that a complete walk did not see is marked with `deleted_at`, and
 *   so are its children. Nothing else is: a run that was denied, or asked for less, changes nothing outside of what it
 *   has read. Rows of a suspended or closed account get `not_seen_since`.
 * - All rows are written in one transaction: if the process is killed, they stay as they were. Two writers take turns.
 *
 * Rejects with a `DatabaseError` whose `cause` is what Postgres says, with the signal's reason, and with the errors of
 * the streams of `viewsOf`.
 *
 * @example
 * ```ts
 * import { fileJournal, writeToPostgres } from "@rekognition-rx/inventory";
 *
 * await writeToPostgres(fileJournal("out/runs/20261125T135627Z-4f2a.journal"), {
 *   connectionString: "postgres://inventory@localhost/assets",
 * });
 * ```
 */
export async function writeToPostgres(journal: Journal, options: WriteToPostgresOptions = {}): Promise<void> {
  await writeLedgerToPostgres(journal, () => ledgerOf(journal), options);
}

/** The same, with a ledger that the caller may have already. */
export function writeLedgerToPostgres(
  journal: Journal,
  fold: () => Promise<Ledger>,
  options: WriteToPostgresOptions,
): Promise<void> {
  const { schema = SCHEMA, signal } = options;
  return withDatabase(options, async (db) => {
    const ledger = await fold();
    const { sql } = await import("kysely");
    await db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${schema}, 0))`.execute(transaction);
      await new RunWriter(transaction, schema, signal).write(journal, ledger);
      signal?.throwIfAborted();
    });
  });
}

/**
 * Makes the tables, and brings them up to date. So a caller knows before hours of work whether they can be written.
 *
 * Rejects with a `DatabaseError`.
 */
export function preparePostgres(options: WriteToPostgresOptions): Promise<void> {
  return withDatabase(options, () => Promise.resolve());
}

class RunWriter {
  readonly #transaction: Transaction<unknown>;
  readonly #schema: string;
  readonly #signal: AbortSignal | undefined;

  constructor(transaction: Transaction<unknown>, schema: string, signal: AbortSignal | undefined) {
    this.#transaction = transaction;
    this.#schema = schema;
    this.#signal = signal;
  }

  async write(journal: Journal, ledger: Ledger): Promise<void> {
    // In Postgres, `inventory` is a view.
    const { depth } = ledger.run.options;
    const names = recordTablesOf(depth).filter((name) => name !== "inventory");
    const waiting = new Map<ListedTable, object[]>(names.map((name) => [name, []]));
    for await (const { step, found } of shownSteps(journal, ledger)) {
      for (const [name, rows] of waiting) {
        for (const record of step.records) {
          rows.push(...recordTables[name].rowsOf(record, found));
        }
        if (rows.length >= BATCH) {
          await this.#upsert(name, rows.splice(0), depth);
        }
      }
    }
    for (const [name, rows] of waiting) {
      await this.#upsert(name, rows, depth);
    }
    for (const statement of softDeletes(this.#schema, ledger)) {
      await this.#run(statement);
    }
    await this.#writeRun(ledger);
    await this.#writeLedger(ledger);
  }

  async #upsert(name: ListedTable, rows: readonly object[], depth: readonly Depth[]): Promise<void> {
    const table = recordTables[name] as RecordTable<object>;
    const how = { conflict: UNIQUE_KEYS[name], kept: keptColumns(name, depth) };
    for (let at = 0; at < rows.length; at += BATCH) {
      await this.#run(upsertOf(this.#schema, table, how, rows.slice(at, at + BATCH)));
    }
  }

  async #writeRun({ run, endedAt, entries }: Ledger): Promise<void> {
    const outcome = endedAt !== null && entries.every(isWhole) ? "complete" : "incomplete";
    await this.#run({
      text: `insert into ${tableIn(this.#schema, "runs")} (run_id, started_at, ended_at, depth, outcome)
        values ($1, $2::timestamptz, $3::timestamptz, $4::text[], $5)
        on conflict (run_id) do update set ended_at = excluded.ended_at, outcome = excluded.outcome`,
      parameters: [run.runId, run.startedAt, endedAt, run.options.depth, outcome],
    });
  }

  /** Replaces the ledger of this run: a run that was resumed has a new one. */
  async #writeLedger({ run, entries }: Ledger): Promise<void> {
    const ledger = tableIn(this.#schema, "ledger");
    await this.#run({ text: `delete from ${ledger} where run_id = $1`, parameters: [run.runId] });
    const { columns } = ledgerTable;
    for (let at = 0; at < entries.length; at += BATCH) {
      const rows = entries.slice(at, at + BATCH).map(ledgerRow);
      const names = columns.map(({ name }) => quoted(name)).join(", ");
      const sources = columns.map(({ type }, index) => `$${index + 3}::${TYPES[type]}[]`).join(", ");
      await this.#run({
        text: `insert into ${ledger} (run_id, position, ${names})
          select $1, $2::bigint + ordinality, ${names}
          from unnest(${sources}) with ordinality as entry(${names}, ordinality)`,
        parameters: [run.runId, at, ...columns.map((column) => rows.map((row) => parameterOf(column.value(row))))],
      });
    }
  }

  async #run({ text, parameters }: Statement): Promise<void> {
    this.#signal?.throwIfAborted();
    const { CompiledQuery } = await import("kysely");
    await this.#transaction.executeQuery(CompiledQuery.raw(text, [...parameters]));
  }
}

/** Rows per statement. */
const BATCH = 1_000;
