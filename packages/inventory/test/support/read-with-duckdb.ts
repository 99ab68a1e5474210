import { DuckDBInstance, type Json } from "@duckdb/node-api";
import type { Column, Table } from "../../src/views/tables/table.js";

/** What DuckDB reads in a file of a table: the values of each row, as our rows have them. */
export async function readWithDuckdb<Row>(
  path: string,
  { columns }: Table<Row>,
): Promise<readonly (readonly Json[])[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const source = path.endsWith(".parquet") ? `read_parquet(${quoted(path)})` : csvSource(path, columns);
    const found = await connection.runAndReadAll(`select ${columns.map(selected).join(", ")} from ${source}`);
    return found.getRowsJson().map((row) => row.map((value, at) => read(value, columns[at]?.type)));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The type of each column, as DuckDB finds it in a Parquet file. */
export async function parquetTypes(path: string): Promise<readonly (readonly Json[])[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const found = await connection.runAndReadAll(
      `select column_name, column_type from (describe select * from read_parquet(${quoted(path)}))`,
    );
    return found.getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A quoted empty field is an empty text, an empty one is no value. */
function csvSource<Row>(path: string, columns: readonly Column<Row>[]): string {
  const types = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(TYPES[type])}`).join(", ");
  return `read_csv(${quoted(path)}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', allow_quoted_nulls = false, max_line_size = 10000000, columns = {${types}})`;
}

function selected<Row>({ name, type }: Column<Row>): string {
  const column = `"${name}"`;
  if (type === "string") {
    // As bytes: its client takes a byte order mark away.
    return `hex(encode(${column}))`;
  }
  return type === "timestamp" ? `strftime(make_timestamp(epoch_us(${column})), '%Y-%m-%dT%H:%M:%S.%gZ')` : column;
}

function read(value: Json, type: Column<unknown>["type"] | undefined): Json {
  return type === "string" && typeof value === "string" ? Buffer.from(value, "hex").toString() : value;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const TYPES: Readonly<Record<Column<unknown>["type"], string>> = {
  boolean: "BOOLEAN",
  double: "DOUBLE",
  integer: "BIGINT",
  string: "VARCHAR",
  timestamp: "TIMESTAMPTZ",
};
