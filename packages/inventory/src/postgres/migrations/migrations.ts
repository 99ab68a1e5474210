import type { Kysely, Migration, MigrationProvider } from "kysely";
import { firstTables } from "./first-tables.js";
import { usageOfVersions } from "./usage-of-versions.js";

/**
 * The migrations of a schema, in the order of their names. Each of them adds, and none drops: users have views of the
 * tables.
 */
export function migrationsOf(schema: string): MigrationProvider {
  const migrations: Readonly<Record<string, Migration>> = {
    "0001_first_tables": { up: (db: Kysely<unknown>) => firstTables(db, schema) },
    "0002_usage_of_versions": { up: (db: Kysely<unknown>) => usageOfVersions(db, schema) },
  };
  return { getMigrations: () => Promise.resolve({ ...migrations }) };
}
