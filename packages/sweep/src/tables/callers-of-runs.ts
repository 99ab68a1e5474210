import { type Kysely, sql } from "kysely";

/** Adds the accounts whose credentials a run was begun with. For earlier runs they are not known. */
export async function callersOfRuns(db: Kysely<unknown>, schema: string): Promise<void> {
  await sql.raw(`alter table "${schema}".runs add column callers text[]`).execute(db);
}
