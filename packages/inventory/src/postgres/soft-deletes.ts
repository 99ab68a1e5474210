import { CompleteWalks } from "../ledger/complete-walks.js";
import type { Ledger } from "../ledger/ledger.js";
import { LISTED_TABLES, listedBy } from "../views/tables/listed-by.js";
import type { Statement } from "./upserted-rows.js";
import { tableIn } from "./sql-text.js";

/**
 * Marks the rows that a run did not see where it has looked. To be run after its rows are written.
 *
 * - `deleted_at` becomes the start of the run, if the walk that lists the row is complete. The children of a deleted
 *   row are marked with it, whatever the depth.
 * - `not_seen_since` is set for the rows of an account that is suspended or closed. They keep their values.
 *
 * Nothing outside the targets, operations and parents of the run is touched, and no row that a later run has seen.
 */
export function softDeletes(schema: string, { run, entries }: Ledger): readonly Statement[] {
  const complete = CompleteWalks.of(entries);
  const shut = entries.filter((entry) => entry._tag === "Target" && SHUT.has(entry.outcome));
  const unseen = `t.run_started_at < $1::timestamptz and t.deleted_at is null`;
  const statements: Statement[] = [];
  for (const table of LISTED_TABLES) {
    const { operation, parent } = listedBy[table];
    if (operation === "DescribeProjects") {
      const { places } = complete;
      statements.push({
        text: `update ${tableIn(schema, table)} t set deleted_at = $1::timestamptz
          from unnest($2::text[], $3::text[]) as walk(account_id, region)
          where t.account_id = walk.account_id and t.region = walk.region and ${unseen}`,
        parameters: [run.startedAt, places.map(({ accountId }) => accountId), places.map(({ region }) => region)],
      });
    } else if (parent !== null) {
      statements.push({
        text: `update ${tableIn(schema, table)} t set deleted_at = $1::timestamptz
          where t.${parent.column} = any($2::text[]) and ${unseen}`,
        parameters: [run.startedAt, complete.parentsOf(operation)],
      });
    }
  }
  // The children of deleted rows. Parents come first.
  for (const table of LISTED_TABLES) {
    const { parent } = listedBy[table];
    if (parent !== null) {
      statements.push({
        text: `update ${tableIn(schema, table)} t set deleted_at = above.deleted_at
          from ${tableIn(schema, parent.table)} above
          where t.${parent.column} = above.arn and above.deleted_at is not null and t.deleted_at is null
            and t.run_started_at < above.deleted_at`,
        parameters: [],
      });
    }
  }
  for (const table of LISTED_TABLES) {
    statements.push({
      text: `update ${tableIn(schema, table)} t set not_seen_since = $1::timestamptz
        from unnest($2::text[], $3::text[]) as shut(account_id, region)
        where t.account_id = shut.account_id and (shut.region is null or t.region = shut.region)
          and t.run_started_at < $1::timestamptz and t.not_seen_since is null`,
      parameters: [run.startedAt, shut.map(({ accountId }) => accountId), shut.map(({ region }) => region)],
    });
  }
  return statements;
}

const SHUT: ReadonlySet<string> = new Set(["closed", "suspended"]);
