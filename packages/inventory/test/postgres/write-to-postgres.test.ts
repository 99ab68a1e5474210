import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Step } from "../../src/crawl/step.js";
import { writeToPostgres } from "../../src/postgres/write-to-postgres.js";
import { ledgerOf } from "../../src/ledger/ledger-of.js";
import type { Table } from "../../src/views/tables/table.js";
import { type recordTables, recordTablesOf, tables } from "../../src/views/tables/tables.js";
import { viewsOf } from "../../src/views/views-of.js";
import { anyJournal } from "../support/any-journal.js";
import { memoryJournal } from "../support/memory-journal.js";
import { postgresForTests } from "../support/postgres.js";
import { all } from "../support/seen-of.js";
import { dataset, end, project, run, step } from "../support/steps.js";

const postgres = postgresForTests();

const page = step({
  records: [project("a", { datasets: [dataset("a", "train"), dataset("a", "test")] }), project("b")],
  outcome: "complete",
});

/** As text, which is what the tests ask Postgres for. */
function written<Row>({ columns }: Table<Row>, rows: readonly Row[]): readonly string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        columns.map((column) => {
          const value = column.value(row);
          return typeof value === "string" ? Buffer.from(value.replaceAll("\0", "\uFFFD")).toString() : value;
        }),
      ),
    )
    .toSorted();
}

/** The rows of a table, as JSON, without what only Postgres has. */
async function rowsIn(database: string, { name, columns }: Table<never>, where = "true"): Promise<readonly string[]> {
  const members = columns.map((column) =>
    column.type === "timestamp"
      ? `to_char("${column.name}" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : `"${column.name}"`,
  );
  const found = await postgres.rows(
    database,
    `select json_build_array(${members.join(", ")})::text from rekognition.${name} where ${where}`,
  );
  return found.map(([row]) => JSON.stringify(JSON.parse(String(row)))).toSorted();
}

describe("writeToPostgres", () => {
  test("writes the rows of every view, and the ledger, and the same again", async () => {
    await fc.assert(
      fc.asyncProperty(anyJournal, async (steps) => {
        const database = await postgres.database();
        const journal = memoryJournal(steps);
        const { run: begun } = await ledgerOf(journal);
        for (let round = 0; round < 2; round += 1) {
          await writeToPostgres(journal, { connectionString: database });
          for (const name of recordTablesOf(begun.options.depth).filter((each) => each !== "inventory")) {
            const rows = await all<object>(viewsOf(journal).rows(name));
            expect(await rowsIn(database, tables[name] as Table<never>), name).toEqual(
              written<object>(tables[name] as Table<object>, unique(name, rows)),
            );
          }
          // A project that was listed twice is there once, with the datasets of both.
          const inventory = await rowsIn(database, tables.inventory);
          const found = await all(viewsOf(journal).rows("inventory"));
          const pairs = new Set(found.map(({ projectArn, datasetArn }) => `${projectArn} ${datasetArn ?? ""}`));
          const full = [...pairs].filter(
            (pair) => !pair.endsWith(" ") || ![...pairs].some((each) => each !== pair && each.startsWith(pair)),
          );
          expect(inventory.map(arnsOf).toSorted()).toEqual(full.toSorted());
          const ledger = await all(viewsOf(journal).rows("ledger"));
          expect(await rowsIn(database, tables.ledger as Table<never>)).toEqual(written(tables.ledger, ledger));
        }
      }),
      { numRuns: 4 },
    );
  }, 120_000);

  test("has the columns that the tables are defined with", async () => {
    const database = await postgres.database();
    await writeToPostgres(memoryJournal([run(), page, end]), { connectionString: database });
    const types = {
      string: "text",
      integer: "bigint",
      double: "double precision",
      boolean: "boolean",
      timestamp: "timestamp with time zone",
    };
    for (const { name, columns } of Object.values<Table<never>>(tables as never)) {
      const found = await postgres.rows(
        database,
        `select column_name, data_type from information_schema.columns
         where table_schema = 'rekognition' and table_name = '${name}'`,
      );
      // In no order: a migration can only add one at the end.
      expect(
        new Set(found.filter(([column]) => columns.some((each) => each.name === column)).map(String)),
        name,
      ).toEqual(new Set(columns.map((column) => String([column.name, types[column.type]]))));
    }
  });

  test("takes NUL, lone surrogates and texts longer than an index holds", async () => {
    const database = await postgres.database();
    const line = JSON.stringify({ "source-ref": "x".repeat(5_000) });
    const entry = { _tag: "Entry", datasetArn: "d", sourceRef: "x".repeat(5_000), labels: 0, errors: 0, line } as const;
    const odd = { ...entry, sourceRef: "a\0b", line: "\uD800" } as const;
    const entries = step({
      operation: "ListDatasetEntries",
      parentArn: dataset("a", "train").arn,
      records: [entry, odd],
    });
    await writeToPostgres(memoryJournal([run(["projects", "entries"]), page, entries, end]), {
      connectionString: database,
    });
    expect(
      await postgres.rows(database, "select length(source_ref), line from rekognition.entries order by 1"),
    ).toEqual([
      ["3", "\uFFFD"],
      ["5000", line],
    ]);
  });

  test("takes keys that are one as Postgres keeps them: the last row counts", async () => {
    const database = await postgres.database();
    const entry = { _tag: "Entry", datasetArn: "d", labels: 0, errors: 0 } as const;
    const entries = step({
      operation: "ListDatasetEntries",
      parentArn: dataset("a", "train").arn,
      records: ["\0", "\uD800", "\uFFFD", "\uDC00"].map((sourceRef, at) =>
        Object.assign({}, entry, { sourceRef, line: `${at}` }),
      ),
    });
    await writeToPostgres(memoryJournal([run(["projects", "entries"]), page, entries, end]), {
      connectionString: database,
    });
    expect(await postgres.rows(database, "select source_ref, line from rekognition.entries")).toEqual([
      ["\uFFFD", "3"],
    ]);
  });

  test("keeps views of others, and may be begun by three at once", async () => {
    const database = await postgres.database();
    const journal = memoryJournal([run(), page, end]);
    const write = () => writeToPostgres(journal, { connectionString: database });
    await Promise.all([write(), write(), write()]);
    await postgres.rows(database, "create view mine as select count(*) from rekognition.projects");
    await write();
    expect(await postgres.rows(database, "select * from mine")).toEqual([["2"]]);
  });

  test("that is stopped leaves the tables as they were", async () => {
    const database = await postgres.database();
    await writeToPostgres(memoryJournal([run(), page, end]), { connectionString: database });
    const before = await rowsIn(database, tables.projects);
    const controller = new AbortController();
    const later = { ...run(), runId: "20261126T000000Z-0000", startedAt: "2026-11-26T00:00:00.000Z" };
    let readings = 0;
    const journal = {
      ...memoryJournal([]),
      async *steps() {
        readings += 1;
        yield later as Step;
        yield step({ records: [project("c")] });
        if (readings === 2) {
          controller.abort(new Error("enough"));
        }
        yield step({ records: [], outcome: "complete" });
        yield end;
      },
    };
    const writing = writeToPostgres(journal, { connectionString: database, signal: controller.signal });
    await expect(writing).rejects.toThrow("enough");
    expect(await rowsIn(database, tables.projects)).toEqual(before);
  });
});

/** Of the project, and of the dataset. */
function arnsOf(row: string): string {
  return (JSON.parse(row) as readonly unknown[]).filter((_, at) => at === 3 || at === 9).join(" ");
}

/** A key is there once: the last row of it. */
function unique(name: keyof typeof recordTables, rows: readonly object[]): readonly object[] {
  const { key, columns } = tables[name] as Table<object>;
  const keys = columns.filter((column) => key.includes(column.name));
  return [...new Map(rows.map((row) => [JSON.stringify(keys.map((column) => column.value(row))), row])).values()];
}
