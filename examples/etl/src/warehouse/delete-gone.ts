import { type Kysely, sql } from "kysely";
import { SCHEMA } from "./schema.js";
import { ENTRIES, PROJECTS, VERSIONS } from "./table.js";

/**
 * Deletes the rows of what is gone: their walk has ended, and has not written them since it began.
 *
 * It does so only for projects and datasets that could be read completely, and for none at all if a project could not be read:
 * what was not read may still exist. A second call does nothing.
 */
export async function deleteGone(db: Kysely<unknown>, accountId: string, region: string): Promise<void> {
  const parents = [
    { table: PROJECTS.name, parent: "project_arn" },
    { table: VERSIONS.name, parent: "project_arn" },
    { table: ENTRIES.name, parent: "dataset_arn" },
  ];
  for (const { table, parent } of parents) {
    const arn = sql.ref(`gone.${parent}`);
    await sql`
      delete from ${sql.id(SCHEMA, table)} as gone using ${sql.id(SCHEMA, "positions")} as walked
      where walked.account_id = ${accountId} and walked.region = ${region} and walked.walk = ${table}
        and walked.is_done and gone.loaded_at < walked.began_at
        and split_part(${arn}, ':', 4) = ${region} and split_part(${arn}, ':', 5) = ${accountId}
        and not exists (
          select from ${sql.id(SCHEMA, "dead_letters")} as letter
          where letter.account_id = ${accountId} and letter.region = ${region}
            and (letter.walk = 'projects' or letter.walk = ${table} and letter.resource = ${arn})
        )
    `.execute(db);
  }
}
