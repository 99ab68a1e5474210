import { Kysely, Migrator, PostgresDialect, sql } from "kysely";
import { Pool } from "pg";
import { expect, test } from "vitest";
import { migrationsOf } from "../../src/postgres/migrations/migrations.js";
import { writeToPostgres } from "../../src/postgres/write-to-postgres.js";
import { memoryJournal } from "../support/memory-journal.js";
import { postgresForTests } from "../support/postgres.js";
import { end, project, projectArn, run, step, usage, version, versionArn } from "../support/steps.js";

const postgres = postgresForTests();

/** The tables as they were before versions had a usage, with one row and somebody's view of it. */
async function olderDatabase(): Promise<string> {
  const connectionString = await postgres.database();
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new Pool({ connectionString }) }) });
  try {
    const migrator = new Migrator({
      db,
      provider: migrationsOf("rekognition"),
      migrationTableSchema: "rekognition",
    });
    const { error } = await migrator.migrateTo("0001_first_tables");
    expect(error).toBeUndefined();
    await sql`insert into rekognition.versions (account_id, region, arn, project_arn, project_name, name, feature,
        status, run_id, run_started_at, seen_at)
      values ('111122223333', 'eu-west-1', ${versionArn("a", "1")}, ${projectArn("a")}, 'a', '1', 'CUSTOM_LABELS',
        'RUNNING', 'older', '2026-11-01', '2026-11-01'), ('444455556666', 'eu-west-1', 'other', 'p', 'p', '1',
        'CUSTOM_LABELS', 'RUNNING', 'older', '2026-11-01', '2026-11-01')`.execute(db);
    await sql`create view mine as select arn, status from rekognition.versions`.execute(db);
  } finally {
    await db.destroy();
  }
  return connectionString;
}

test("a database of an older version gets the usage of versions, and keeps its rows and the views of others", async () => {
  const database = await olderDatabase();
  const query = `select account_id, run_id, in_service_since at time zone 'utc', units_in_service, in_service_unit_hours
    from rekognition.versions order by 1`;
  await expect(postgres.rows(database, query)).rejects.toThrow("in_service_since");
  const versions = { operation: "DescribeProjectVersions", parentArn: projectArn("a"), outcome: "complete" } as const;
  const metric = { operation: "GetMetricData", parentArn: versionArn("a", "1"), outcome: "complete" } as const;
  const journal = memoryJournal([
    run(["projects", "usage"]),
    step({ records: [project("a")], outcome: "complete" }),
    step({ ...versions, records: [version("a", "1")] }),
    step({ ...metric, records: [usage("a", "1")] }),
    end,
  ]);
  await writeToPostgres(journal, { connectionString: database });
  expect(await postgres.rows(database, query)).toEqual([
    ["111122223333", run().runId, "2026-11-25 10:00:00", "2", "7.5"],
    ["444455556666", "older", null, null, null],
  ]);
  expect(await postgres.rows(database, "select count(*) from mine")).toEqual([["2"]]);
});
