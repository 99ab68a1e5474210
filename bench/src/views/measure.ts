import { inShuffledRounds, runInProcess } from "../harness/run-in-process.js";
import { type Measured, rowsOf } from "../harness/table.js";
import type { RowsFigures } from "./rows-figures.js";

const FORMATS = ["ndjson", "csv", "parquet"] as const;

/** A million rows in each format: how fast, against DuckDB's COPY, and in how much memory. */
export async function views({ size }: { readonly size: number }): Promise<readonly Measured[]> {
  const rows = Math.round(1_000_000 * size);
  const measured: Measured[] = [];
  for (const format of FORMATS) {
    const figures = await inShuffledRounds(["writeViews", "DuckDB's COPY"], 3, (contestant) =>
      run(contestant === "writeViews" ? "contestant" : "duckdb-contestant", format, rows),
    );
    measured.push({
      name: `views: ${format}`,
      unit: "thousand rows a second",
      setup:
        `${rows} rows, a third each of inventory, projects and datasets. writeViews reads the steps of the journal ` +
        "twice, for its ledger and for its rows; the journal makes its steps as they are read. " +
        "DuckDB has the tables in memory, and one thread.",
      rows: rowsOf(
        new Map([...figures].map(([name, runs]) => [name, runs.map((each) => each.rows / each.seconds / 1_000)])),
        {},
      ),
    });
  }
  return [...measured, await memoryOf(rows)];
}

async function memoryOf(rows: number): Promise<Measured> {
  const more = new Map<string, readonly number[]>();
  for (const format of [...FORMATS, "html"]) {
    const [few, many] = [
      await run("contestant", format, rows / 10, ["--expose-gc"]),
      await run("contestant", format, rows, ["--expose-gc"]),
    ];
    more.set(format, [many.held - few.held]);
  }
  const flat = { of: "figure", atMost: 30 } as const;
  return {
    name: "views: memory",
    unit: `MB more for ${rows} rows than for ${rows / 10}`,
    setup:
      "The memory in use (heap and buffers) is read at every five hundredth step, after a garbage collection, and " +
      "the highest reading counts. Each run has a process of its own. Parquet holds the rows of a group, 20 000 of " +
      "each table; a report holds the first ten thousand rows of each of its tables.",
    rows: rowsOf(more, { ndjson: flat, csv: flat, parquet: flat, html: flat }, false),
  };
}

async function run(module: string, format: string, rows: number, flags: readonly string[] = []): Promise<RowsFigures> {
  return (await runInProcess(new URL(`${module}.js`, import.meta.url), [format, String(rows)], {
    flags,
  })) as RowsFigures;
}
