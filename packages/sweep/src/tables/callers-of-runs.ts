import { type Kysely, sql } from "kysely";

/** Keeps of each run whose credentials it was begun with; of earlier ones nobody knows. */
export async function callersOfRuns(db: Kysely<unknown>, schema: string): Promise<void> {
  await sql.raw(`alter table "${schema}".runs add column callers text[]`).execute(db);
}
