import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { writeViews } from "@rekognition-rx/inventory";
import { manyRows } from "./many-rows.js";
import type { RowsFigures } from "./rows-figures.js";

// DuckDB's COPY of the same tables, which it has in memory, in one format: prints what that took, without reading them in.

const [format = "", rows = ""] = process.argv.slice(2);
const COPY: Readonly<Record<string, string>> = {
  csv: "FORMAT csv, HEADER",
  ndjson: "FORMAT json",
  parquet: "FORMAT parquet, COMPRESSION snappy",
};
const TABLES = ["inventory", "projects", "datasets"] as const;

const out = await mkdtemp(join(tmpdir(), "bench-duckdb-"));
try {
  const { counts } = await writeViews(manyRows(Math.ceil(Number(rows) / 3)), { out, formats: ["ndjson"] });
  // One thread, as Node has.
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  for (const table of TABLES) {
    await connection.run(
      `create table ${table} as from read_json('${join(out, table)}.ndjson', format = 'newline_delimited')`,
    );
  }
  const startedAt = performance.now();
  for (const table of TABLES) {
    await connection.run(`copy ${table} to '${join(out, table)}.copy' (${COPY[format] ?? ""})`);
  }
  const figures: RowsFigures = {
    rows: TABLES.reduce((sum, table) => sum + (counts[table] ?? 0), 0),
    seconds: (performance.now() - startedAt) / 1_000,
    held: 0,
  };
  console.log(JSON.stringify(figures));
} finally {
  await rm(out, { recursive: true });
}
