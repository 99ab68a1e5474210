import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesBetween } from "../../src/changes/changes-between.js";
import { writeToPostgres } from "../../src/postgres/write-to-postgres.js";
import { LISTED_TABLES } from "../../src/views/tables/listed-by.js";
import { recordTables } from "../../src/views/tables/tables.js";
import { anyTwoRuns } from "../support/any-two-runs.js";
import { memoryJournal } from "../support/memory-journal.js";
import { postgresForTests } from "../support/postgres.js";
import { all } from "../support/seen-of.js";

const postgres = postgresForTests();

async function deletedIn(database: string): Promise<readonly string[]> {
  const found = await Promise.all(
    LISTED_TABLES.map(async (table) => {
      const rows = await postgres.rows(
        database,
        `select ${recordTables[table].key.join(", ")} from rekognition.${table} where deleted_at is not null`,
      );
      return rows.map((row) => `${table} ${row.join(" ")}`);
    }),
  );
  return found.flat().toSorted();
}

describe("what is removed between two runs", () => {
  test("is what the later one marks as deleted in Postgres, whatever the runs", async () => {
    const property = fc.asyncProperty(anyTwoRuns, async ({ before, after }) => {
      const journals = [memoryJournal(before), memoryJournal(after)] as const;
      const changes = await all(changesBetween(...journals, { tables: LISTED_TABLES }));
      const gone = changes.flatMap(({ _tag, table, key }) => (_tag === "Removed" ? [`${table} ${key.join(" ")}`] : []));
      // Each takes a database, and those between which nothing is removed have less to say.
      fc.pre(gone.length > 0);
      const database = await postgres.database();
      for (const journal of journals) {
        await writeToPostgres(journal, { connectionString: database });
      }
      expect(await deletedIn(database)).toEqual(gone.toSorted());
    });
    await fc.assert(property, { numRuns: 5, endOnFailure: true });
  }, 240_000);
});
