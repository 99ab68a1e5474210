import type { Kysely, Transaction } from "kysely";
import type { Journal } from "../journal/journal.js";
import type { Ledger } from "../ledger/ledger.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import { shownSteps } from "../views/shown-steps.js";
import { ledgerRow, ledgerTable } from "../views/tables/ledger-table.js";
import type { RecordTable } from "../views/tables/table.js";
import { type RecordRows, recordTables, recordTablesOf } from "../views/tables/tables.js";
import { isWhole } from "../ledger/is-whole.js";
import { DatabaseError } from "./database-error.js";
import { softDeletes } from "./soft-deletes.js";
import { quoted, tableIn } from "./sql-text.js";
import { withoutPassword } from "./without-password.js";
import { parameterOf, type Statement, TYPES, upsertOf } from "./upserted-rows.js";

/** Where {@link writeToPostgres} writes. */
export interface WriteToPostgresOptions {
  /**
   * `postgres://user@host:5432/database`. What it leaves out, the password too, is taken from `PGHOST`, `PGUSER`,
   * `PGPASSWORD` and the like.
   *
   * @defaultValue what these say
   */
  readonly connectionString?: string | undefined;
  /** The schema of the tables; it is made if there is none. @defaultValue `rekognition` */
  readonly schema?: string | undefined;
  /** Aborting it ends the writing with the signal's reason: the tables are as they were. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes what a journal has to say into Postgres: a table for each kind of record, `ledger`, `runs`, and `inventory`, a
 * view of what is there.
 *
 * - The tables are made, and brought up to date, first. Nothing is ever dropped: views of yours stay.
 * - Rows are inserted, or updated by their key. What a walk that is complete did not see is marked with `deleted_at`, its
 *   children too; nothing else is: a run that was denied, or asked for less, touches nothing outside itself.
 * - All in one transaction: whoever is killed leaves the tables as they were. Two writers take turns.
 *
 * @example
 * ```ts
 * import { fileJournal, writeToPostgres } from "@rekognition-rx/inventory";
 *
 * await writeToPostgres(fileJournal("out/runs/20261125T135627Z-4f2a.journal"), {
 *   connectionString: "postgres://inventory@localhost/assets",
 * });
 * ```
 *
 * Rejects with a `DatabaseError` whose cause is what Postgres says, with the signal's reason, and as the streams of
 * `viewsOf`.
 */
export async function writeToPostgres(journal: Journal, options: WriteToPostgresOptions = {}): Promise<void> {
  await writeLedgerToPostgres(journal, () => ledgerOf(journal), options);
}

/** The same with a ledger that may be there already. */
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
 * Makes the tables, and brings them up to date: for whoever wants to know before hours of work that they can be written.
 *
 * Rejects with a `DatabaseError`.
 */
export function preparePostgres(options: WriteToPostgresOptions): Promise<void> {
  return withDatabase(options, () => Promise.resolve());
}

/** Works with a database whose tables are up to date. */
async function withDatabase(
  { connectionString, schema = SCHEMA, signal }: WriteToPostgresOptions,
  work: (db: Kysely<unknown>) => Promise<void>,
): Promise<void> {
  signal?.throwIfAborted();
  // Whoever has no database does not load them.
  const [{ Kysely, Migrator, PostgresDialect }, { Pool }, { migrationsOf }] = await Promise.all([
    import("kysely"),
    import("pg"),
    import("./migrations/migrations.js"),
  ]);
  const pool = new Pool({ connectionString, max: 2, application_name: "rekognition-inventory" });
  // A connection that is lost while nobody waits for it; whoever uses it next is told.
  pool.on("error", ignore);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const migrator = new Migrator({ db, provider: migrationsOf(schema), migrationTableSchema: schema });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) {
      throw error;
    }
    await work(db);
  } catch (error) {
    throw isOurs(error, signal)
      ? error
      : new DatabaseError({ database: withoutPassword(connectionString ?? "postgres:"), cause: error });
  } finally {
    await db.destroy();
  }
}

function isOurs(error: unknown, signal: AbortSignal | undefined): boolean {
  return (signal?.aborted === true && error === signal.reason) || (error instanceof Error && "_tag" in error);
}

const SCHEMA = "rekognition";

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
    const names = recordTablesOf(ledger.run.options.depth).filter((name) => name !== "inventory");
    const waiting = new Map<keyof RecordRows, object[]>(names.map((name) => [name, []]));
    for await (const { step, found } of shownSteps(journal, ledger)) {
      for (const [name, rows] of waiting) {
        for (const record of step.records) {
          rows.push(...recordTables[name].rowsOf(record, found));
        }
        if (rows.length >= BATCH) {
          await this.#upsert(name, rows.splice(0));
        }
      }
    }
    for (const [name, rows] of waiting) {
      await this.#upsert(name, rows);
    }
    for (const statement of softDeletes(this.#schema, ledger)) {
      await this.#run(statement);
    }
    await this.#writeRun(ledger);
    await this.#writeLedger(ledger);
  }

  async #upsert(name: keyof RecordRows, rows: readonly object[]): Promise<void> {
    const table = recordTables[name] as RecordTable<object>;
    for (let at = 0; at < rows.length; at += BATCH) {
      await this.#run(upsertOf(this.#schema, table, CONFLICTS[name] ?? "", rows.slice(at, at + BATCH)));
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

  /** Of this run; a run that was gone on with has another one. */
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

/** Rows of a statement. */
const BATCH = 1_000;

/** As the unique indexes have it. */
const CONFLICTS: Readonly<Partial<Record<keyof RecordRows, string>>> = {
  projects: "arn",
  datasets: "arn",
  versions: "arn",
  policies: "project_arn, name",
  labels: "dataset_arn, name",
  entries: "dataset_arn, md5(source_ref)",
  tags: "version_arn, key",
};

function ignore(): void {}
