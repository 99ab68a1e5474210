import { Kysely, type Migration, Migrator, PostgresDialect } from "kysely";
import type { Pool } from "pg";
import { callersOfRuns } from "./callers-of-runs.js";
import { firstTables } from "./first-tables.js";
import { unlessTaken } from "./unless-taken.js";
import { OtherTablesError } from "./other-tables-error.js";

/** The schema of the tables of sweeps. The tables of pg-boss are in {@link QUEUES}. */
export const SCHEMA = "rekognition_sweep";

/** The schema that pg-boss makes. */
export const QUEUES = "rekognition_sweep_queues";

/**
 * Makes the tables of sweeps in a database, and brings them up to date. Several processes at once take turns.
 *
 * @throws OtherTablesError if the tables are of a newer release. This release does not know what the newer one keeps in
 * them.
 */
export async function openTables(pool: Pool): Promise<void> {
  // Not destroyed: the pool belongs to the caller.
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    migrationTableSchema: SCHEMA,
  });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof Error && error.message.startsWith("corrupted migrations")) {
    throw new OtherTablesError(error);
  }
  if (error !== undefined) {
    await unlessTaken(SCHEMA, () => Promise.reject(error as Error));
  }
}

/** They run in the order of their names. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001_first_tables": { up: (db: Kysely<unknown>) => firstTables(db, SCHEMA) },
  "0002_callers_of_runs": { up: (db: Kysely<unknown>) => callersOfRuns(db, SCHEMA) },
};
