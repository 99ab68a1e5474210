import type { Kysely, Transaction } from "kysely";
import type { ComparedRow, ComparedRun } from "../changes/compared-run.js";
import type { ListedRow } from "../changes/listed-row.js";
import { type CompleteWalk, CompleteWalks } from "../ledger/complete-walks.js";
import type { ListedTable } from "../views/tables/listed-by.js";
import type { Column, RecordTable, Value } from "../views/tables/table.js";
import { recordTables } from "../views/tables/tables.js";
import { quoted, tableIn } from "./sql-text.js";
import { parameterOf } from "./upserted-rows.js";
import { SCHEMA, withTables, type WriteToPostgresOptions } from "./with-database.js";

/**
 * Compares the tables in Postgres with another run.
 *
 * The tables count as one run, which all runs that were written there have made together. It has the rows that are not
 * deleted, and every list that one of those runs has read completely. Everything is streamed from one snapshot. Nothing
 * is written, and no table is made.
 *
 * @param compare - gets the tables as a run, a function that gives the other run with its texts as Postgres keeps them,
 * and the start of the newest run that was written.
 * @throws DatabaseError if Postgres fails, or if the tables are missing or of an earlier release.
 */
export function compareWithPostgres(
  options: WriteToPostgresOptions,
  compare: (
    stored: ComparedRun,
    asStored: (other: ComparedRun) => ComparedRun,
    newest: string | undefined,
  ) => Promise<void>,
): Promise<void> {
  const { schema = SCHEMA } = options;
  return withTables(options, (db) =>
    db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (transaction) => {
        const complete = new CompleteWalks(await completeWalks(transaction, schema));
        const stored: ComparedRun = { complete, rows: (tables) => rowsOf(transaction, schema, tables) };
        const [run] = await query<{ readonly startedAt: string | null }>(
          transaction,
          `select ${isoOf("max(started_at)")} as "startedAt" from ${tableIn(schema, "runs")}`,
        );
        await compare(stored, asStored, run?.startedAt ?? undefined);
      }),
  );
}

async function completeWalks(db: Kysely<unknown>, schema: string): Promise<readonly CompleteWalk[]> {
  return await query<CompleteWalk>(
    db,
    `select distinct account_id as "accountId", region, operation, parent_arn as "parentArn"
      from ${tableIn(schema, "ledger")} where outcome = 'complete' and operation is not null`,
  );
}

async function* rowsOf(
  db: Transaction<unknown>,
  schema: string,
  tables: readonly ListedTable[],
): AsyncGenerator<ComparedRow, void, undefined> {
  for (const table of tables) {
    const { columns }: RecordTable<ListedRow> = recordTables[table];
    const selected = columns.map((column) => `${textOf(column)} as ${quoted(column.member)}`).join(", ");
    await query(
      db,
      `declare ${CURSOR} cursor for select ${selected} from ${tableIn(schema, table)} where deleted_at is null`,
    );
    for (;;) {
      const rows = await query<ListedRow>(db, `fetch ${BATCH} from ${CURSOR}`);
      for (const row of rows) {
        yield { table, row };
      }
      if (rows.length < BATCH) {
        break;
      }
    }
    await query(db, `close ${CURSOR}`);
  }
}

/** A value as a journal has it. */
function textOf({ name, type }: Column<ListedRow>): string {
  if (type === "timestamp") {
    return isoOf(quoted(name));
  }
  // As a bigint, the driver would give a text, since a double does not have all of its numbers. Our counts are small
  // enough.
  return type === "integer" ? `${quoted(name)}::double precision` : quoted(name);
}

function isoOf(expression: string): string {
  return `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function asStored(other: ComparedRun): ComparedRun {
  return {
    complete: other.complete,
    async *rows(tables): AsyncGenerator<ComparedRow, void, undefined> {
      for await (const { table, row } of other.rows(tables)) {
        const entries = Object.entries<Value>({ ...row }).map(([member, value]) => [member, parameterOf(value)]);
        yield { table, row: Object.fromEntries(entries) as ListedRow };
      }
    },
  };
}

async function query<Row>(db: Kysely<unknown>, text: string): Promise<readonly Row[]> {
  const { CompiledQuery } = await import("kysely");
  const { rows } = await db.executeQuery(CompiledQuery.raw(text));
  return rows as readonly Row[];
}

const CURSOR = "compared_rows";
const BATCH = 5_000;
