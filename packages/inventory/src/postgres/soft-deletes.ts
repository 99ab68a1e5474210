import type { Ledger } from "../ledger/ledger.js";
import type { Statement } from "./upserted-rows.js";
import { tableIn } from "./sql-text.js";

/**
 * Marks what a run did not see where it has looked, after its rows are written.
 *
 * - `deleted_at`, the start of the run, where the walk that lists a row is complete. The children of what is deleted go
 *   with it, whatever the depth.
 * - `not_seen_since` for the rows of an account that is suspended or closed: they keep their values.
 *
 * Nothing outside the targets, operations and parents of the run is touched, and nothing that a later run has seen.
 */
export function softDeletes(schema: string, { run, entries }: Ledger): readonly Statement[] {
  const complete = entries.filter((entry) => entry._tag === "Walk" && entry.outcome === "complete");
  const shut = entries.filter((entry) => entry._tag === "Target" && SHUT.has(entry.outcome));
  const unseen = `t.run_started_at < $1::timestamptz and t.deleted_at is null`;
  const statements: Statement[] = [];
  const ofTargets = complete.filter((entry) => entry._tag === "Walk" && entry.operation === "DescribeProjects");
  for (const table of ["projects", "datasets"]) {
    statements.push({
      text: `update ${tableIn(schema, table)} t set deleted_at = $1::timestamptz
        from unnest($2::text[], $3::text[]) as walk(account_id, region)
        where t.account_id = walk.account_id and t.region = walk.region and ${unseen}`,
      parameters: [run.startedAt, ofTargets.map(({ accountId }) => accountId), ofTargets.map(({ region }) => region)],
    });
  }
  for (const [table, parent, operation] of CHILDREN) {
    const parents = complete.flatMap((entry) =>
      entry._tag === "Walk" && entry.operation === operation ? [entry.parentArn] : [],
    );
    statements.push({
      text: `update ${tableIn(schema, table)} t set deleted_at = $1::timestamptz
        where t.${parent} = any($2::text[]) and ${unseen}`,
      parameters: [run.startedAt, parents],
    });
  }
  for (const [table, parent, above] of FAMILY) {
    statements.push({
      text: `update ${tableIn(schema, table)} t set deleted_at = above.deleted_at
        from ${tableIn(schema, above)} above
        where t.${parent} = above.arn and above.deleted_at is not null and t.deleted_at is null
          and t.run_started_at < above.deleted_at`,
      parameters: [],
    });
  }
  for (const table of TABLES) {
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

/** Tables that a walk of one parent fills: the column of the parent, and the operation. */
const CHILDREN = [
  ["versions", "project_arn", "DescribeProjectVersions"],
  ["policies", "project_arn", "ListProjectPolicies"],
  ["labels", "dataset_arn", "ListDatasetLabels"],
  ["entries", "dataset_arn", "ListDatasetEntries"],
  ["tags", "version_arn", "ListTagsForResource"],
] as const;

/** What goes with what, the nearest first. */
const FAMILY = [
  ["datasets", "project_arn", "projects"],
  ["versions", "project_arn", "projects"],
  ["policies", "project_arn", "projects"],
  ["labels", "dataset_arn", "datasets"],
  ["entries", "dataset_arn", "datasets"],
  ["tags", "version_arn", "versions"],
] as const;

const TABLES = ["projects", "datasets", "versions", "policies", "labels", "entries", "tags"] as const;
