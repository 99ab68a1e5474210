import { type Kysely, sql } from "kysely";
import { tableIn } from "../sql-text.js";

/** Adds columns that say since when a version is in service, and with how many inference units. */
export async function usageOfVersions(db: Kysely<unknown>, schema: string): Promise<void> {
  await sql
    .raw(
      `alter table ${tableIn(schema, "versions")}
        add column "in_service_since" timestamptz,
        add column "units_in_service" double precision,
        add column "in_service_unit_hours" double precision`,
    )
    .execute(db);
}
