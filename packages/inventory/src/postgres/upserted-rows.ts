import type { Column, Table, Value } from "../views/tables/table.js";
import { quoted, tableIn } from "./sql-text.js";

/** One statement and its parameters. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/**
 * Writes rows of a table of records. A row that is there already is updated, unless a later run has seen it.
 *
 * @param how - `conflict`: the columns of the unique index; `kept`: the new values, as expressions, of columns that are
 * not just overwritten.
 */
export function upsertOf<Row>(
  schema: string,
  { name, key, columns }: Table<Row>,
  { conflict, kept }: { readonly conflict: string; readonly kept: ReadonlyMap<string, string> },
  rows: readonly Row[],
): Statement {
  const names = columns.map((column) => quoted(column.name));
  const sources = columns.map(({ type }, at) => `$${at + 1}::${TYPES[type]}[]`);
  const own = columns.filter((column) => !key.includes(column.name));
  const set = own.map(
    (column) => `${quoted(column.name)} = ${kept.get(column.name) ?? `excluded.${quoted(column.name)}`}`,
  );
  const there = tableIn(schema, name);
  const unique = uniqueRows(key, columns, rows);
  return {
    // If the journal of an earlier run is written again, it must not undo what a later run has found.
    text: `insert into ${there} as there (${names.join(", ")}) select * from unnest(${sources.join(", ")})
      on conflict (${conflict}) do update set ${[...set, "deleted_at = null", "not_seen_since = null"].join(", ")}
      where there.run_started_at <= excluded.run_started_at
        and coalesce(there.deleted_at, there.not_seen_since, excluded.run_started_at) <= excluded.run_started_at`,
    parameters: columns.map((column) => unique.map((row) => parameterOf(column.value(row)))),
  };
}

/** A statement takes each row only once. Of rows that have the same key in Postgres, the last counts. */
function uniqueRows<Row>(
  key: readonly string[],
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly Row[] {
  const keys = columns.filter(({ name }) => key.includes(name));
  const keyOf = (row: Row): string => JSON.stringify(keys.map((column) => parameterOf(column.value(row))));
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/**
 * A value as Postgres keeps it: a text has neither a NUL nor half of a surrogate pair.
 *
 * The driver would replace such a half, too, but only after keys are compared here. Two keys that differ in nothing
 * else are one.
 */
export function parameterOf(value: Value): Value {
  return typeof value === "string" ? value.replaceAll("\0", "\uFFFD").replaceAll(/\p{Surrogate}/gu, "\uFFFD") : value;
}

export const TYPES: Readonly<Record<Column<unknown>["type"], string>> = {
  boolean: "boolean",
  double: "double precision",
  integer: "bigint",
  string: "text",
  timestamp: "timestamptz",
};
