import { type Kysely, sql } from "kysely";
import { SCHEMA } from "./schema.js";
import { type AnyTable, type ColumnType, DEAD_LETTERS, ENTRIES, PROJECTS, VERSIONS } from "./table.js";

/**
 * Makes the tables that do not exist yet. Later changes to the tables belong in a migration tool.
 *
 * It first checks what exists: `if not exists` needs the right to make a table even if the table exists.
 */
export async function createTables(db: Kysely<unknown>): Promise<void> {
  const schemas = await sql`select from pg_namespace where nspname = ${SCHEMA}`.execute(db);
  if (schemas.rows.length === 0) {
    await sql`create schema if not exists ${sql.id(SCHEMA)}`.execute(db);
  }
  await createTable(db, PROJECTS);
  await createTable(db, VERSIONS);
  await createTable(db, ENTRIES);
  await createTable(db, DEAD_LETTERS);
  if (await isThere(db, "positions")) {
    return;
  }
  await sql`
    create table if not exists ${sql.id(SCHEMA, "positions")} (
      account_id text, region text, walk text,
      resume_token text, is_done boolean not null, pages bigint not null,
      began_at timestamptz not null default now(), moved_at timestamptz not null default now(),
      primary key (account_id, region, walk)
    )
  `.execute(db);
}

async function isThere(db: Kysely<unknown>, name: string): Promise<boolean> {
  const { rows } = await sql`
    select from pg_class as relation join pg_namespace as schema on schema.oid = relation.relnamespace
    where schema.nspname = ${SCHEMA} and relation.relname = ${name}
  `.execute(db);
  return rows.length > 0;
}

async function createTable(db: Kysely<unknown>, table: AnyTable): Promise<void> {
  // The index is made last: if it exists, the table is complete.
  if (await isThere(db, `${table.name}_key`)) {
    return;
  }
  const columns = Object.entries(table.columns).map(([name, type]) => {
    const isKey = table.key.includes(name);
    return sql`${sql.ref(name)} ${sql.raw(typeOf(type) + (isKey ? " not null" : ""))}`;
  });
  await sql`
    create table if not exists ${sql.id(SCHEMA, table.name)} (
      ${sql.join([...columns, sql`loaded_at timestamptz not null default now()`])}
    )
  `.execute(db);
  await sql`
    create unique index if not exists ${sql.ref(`${table.name}_key`)}
    on ${sql.id(SCHEMA, table.name)} (${sql.raw(keyExpressions(table))})
  `.execute(db);
}

export function typeOf(type: ColumnType): string {
  return type === "long text" ? "text" : type;
}

/** The key, as the unique index and `on conflict` have it. */
export function keyExpressions({ key, columns }: AnyTable): string {
  return key.map((name) => (columns[name] === "long text" ? `md5(${name})` : name)).join(", ");
}
