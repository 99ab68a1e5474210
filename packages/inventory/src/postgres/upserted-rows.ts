import type { Column, Table, Value } from "../views/tables/table.js";
import { quoted, tableIn } from "./sql-text.js";

/** One statement and its parameters. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/**
 * Writes rows of a table of records: new ones, and those that are there and were not seen by a later run.
 *
 * @param how - `conflict`: what distinguishes a row from all others, as its unique index has it; `kept`: the new values of
 * columns that are not simply taken over, as expressions.
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
    // An earlier run's journal that is written again must not undo what a later one has found.
    text: `insert into ${there} as there (${names.join(", ")}) select * from unnest(${sources.join(", ")})
      on conflict (${conflict}) do update set ${[...set, "deleted_at = null", "not_seen_since = null"].join(", ")}
      where there.run_started_at <= excluded.run_started_at
        and coalesce(there.deleted_at, there.not_seen_since, excluded.run_started_at) <= excluded.run_started_at`,
    parameters: columns.map((column) => unique.map((row) => parameterOf(column.value(row)))),
  };
}

/** A statement takes each row once: of those with one key, as it is kept, the last. */
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
 * As Postgres keeps it: there is neither a NUL nor half of a surrogate pair in a text.
 *
 * The driver would replace such a half, too, but only after keys are compared: two that differ in nothing else are one.
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
