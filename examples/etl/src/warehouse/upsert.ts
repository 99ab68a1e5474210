import { type Kysely, sql } from "kysely";
import { SCHEMA } from "./schema.js";
import { keyExpressions, typeOf } from "./create-tables.js";
import { storedText } from "./stored-text.js";
import type { AnyTable } from "./table.js";

/** Inserts rows, or updates those that exist. One statement, with one array per column. */
export async function upsert(db: Kysely<unknown>, table: AnyTable, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const columns = Object.entries(table.columns);
  const names = columns.map(([name]) => name);
  const written = uniqueRows(table, rows.map(storedRow));
  const arrays = columns.map(([name, type]) => sql`${written.map((row) => row[name])}::${sql.raw(typeOf(type))}[]`);
  const others = names.filter((name) => !table.key.includes(name));
  const changes = others.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
  await sql`
    insert into ${sql.id(SCHEMA, table.name)} (${sql.join(names.map((name) => sql.ref(name)))})
    select * from unnest(${sql.join(arrays)})
    on conflict (${sql.raw(keyExpressions(table))}) do update set ${sql.join([...changes, sql`loaded_at = now()`])}
  `.execute(db);
}

/** A statement can write a key only once: of several rows with the same key, the last counts. */
function uniqueRows({ key }: AnyTable, rows: readonly StoredRow[]): readonly StoredRow[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key.map((name) => row[name])), row])).values()];
}

type StoredRow = Readonly<Record<string, unknown>>;

function storedRow(row: object): StoredRow {
  const members = Object.entries(row).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === "string" ? storedText(value) : value,
  ]);
  return Object.fromEntries(members) as StoredRow;
}
