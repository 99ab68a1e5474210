import { writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvFormat } from "../../src/views/csv-format.js";
import { parquetFormat } from "../../src/views/parquet-format.js";
import type { TableFormat } from "../../src/views/table-format.js";
import type { Table } from "../../src/views/tables/table.js";
import { type TableName, tables } from "../../src/views/tables/tables.js";
import { viewsOf } from "../../src/views/views-of.js";
import { writeViews } from "../../src/views/write-views.js";
import { anyJournal } from "../support/any-journal.js";
import { type Row, table } from "../support/any-kind-of-column.js";
import { hostileText } from "../support/hostile-text.js";
import { memoryJournal } from "../support/memory-journal.js";
import { parquetTypes, readWithDuckdb } from "../support/read-with-duckdb.js";
import { all } from "../support/seen-of.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const anyRow: fc.Arbitrary<Row> = fc.record({
  accountId: hostileText,
  text: fc.option(hostileText),
  seenAt: fc.option(
    fc
      .date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2099-12-31T23:59:59Z"), noInvalidDate: true })
      .map((date) => date.toISOString()),
  ),
  count: fc.option(fc.maxSafeInteger()),
  share: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0))),
  isNew: fc.option(fc.boolean()),
});

async function written(format: TableFormat, rows: readonly Row[]): Promise<string> {
  const path = join(temporaryFolder(), `rows.${format.extension}`);
  const file = await open(path, "w");
  const writer = await format.begin(table, { write: (data) => file.appendFile(data) });
  for (const row of rows) {
    await writer.write([row]);
  }
  await writer.end();
  await file.close();
  return path;
}

/** As DuckDB has them: a 64-bit integer is written as text, and UTF-8 has no lone surrogates. */
function expected<R>({ columns }: Table<R>, rows: readonly R[]): readonly (readonly unknown[])[] {
  return rows.map((row) =>
    columns.map((column) => {
      const value = column.value(row);
      if (typeof value === "string") {
        return Buffer.from(value).toString();
      }
      return column.type === "integer" && value !== null ? String(value) : value;
    }),
  );
}

describe("DuckDB reads what was written", () => {
  test.each([parquetFormat, csvFormat({ csvPlain: true })])("in $extension, whatever the values", async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 12 }), async (rows) => {
        expect(await readWithDuckdb(await written(format, rows), table)).toEqual(expected(table, rows));
      }),
      { numRuns: 24 },
    );
  });

  test("in parquet, in several groups of rows", async () => {
    const rows = Array.from({ length: 45_001 }, (_, index): Row => ({
      accountId: String(index).padStart(12, "0"),
      text: index % 3 === 0 ? null : `row ${index}`,
      seenAt: new Date(index * 1_000).toISOString(),
      count: index,
      share: index / 7,
      isNew: index % 2 === 0,
    }));
    expect(await readWithDuckdb(await written(parquetFormat, rows), table)).toEqual(expected(table, rows));
  });

  test("in parquet with its types, also where there is no row", async () => {
    for (const rows of [[], [{ accountId: "1", text: null, seenAt: null, count: null, share: null, isNew: null }]]) {
      expect(await parquetTypes(await written(parquetFormat, rows))).toEqual([
        ["account_id", "VARCHAR"],
        ["text", "VARCHAR"],
        ["seen_at", "TIMESTAMP WITH TIME ZONE"],
        ["count", "BIGINT"],
        ["share", "DOUBLE"],
        ["is_new", "BOOLEAN"],
      ]);
    }
  });

  test("in every table of a run, the same in each format", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, async (steps) => {
        const out = temporaryFolder();
        const journal = memoryJournal(steps);
        const { files } = await writeViews(journal, { out, formats: ["csv", "parquet"], csvPlain: true });
        for (const file of files.filter((name) => name !== "invalid.ndjson")) {
          const name = file.slice(0, file.indexOf(".")) as TableName;
          const rows = await all<object>(viewsOf(journal).rows(name));
          expect(await readWithDuckdb(join(out, file), tables[name] as Table<object>), file).toEqual(
            expected<object>(tables[name] as Table<object>, rows),
          );
        }
      }),
      { numRuns: 4 },
    );
  });

  test("and finds a value that was changed", async () => {
    const path = await written(csvFormat(), [
      { accountId: "=1", text: "", seenAt: null, count: 1, share: null, isNew: true },
    ]);
    expect(await readWithDuckdb(path, table)).toEqual([["'=1", "", null, "1", null, true]]);
    writeFileSync(path, "account_id,text,seen_at,count,share,is_new\n000000000042,,,,,\n");
    expect(await readWithDuckdb(path, table)).toEqual([["000000000042", null, null, null, null, null]]);
  });
});
