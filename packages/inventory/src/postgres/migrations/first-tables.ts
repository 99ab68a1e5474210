import { type Kysely, sql } from "kysely";
import { quoted, tableIn } from "../sql-text.js";
import type { ListedTable } from "../../views/tables/listed-by.js";
import { UNIQUE_KEYS } from "../unique-keys.js";

/** Makes the tables. Their columns are written out: a migration must not change when later code does. */
export async function firstTables(db: Kysely<unknown>, schema: string): Promise<void> {
  const run = (text: string): Promise<unknown> => sql.raw(text).execute(db);
  await run(`create table ${tableIn(schema, "runs")} (
    run_id text primary key,
    started_at timestamptz not null,
    ended_at timestamptz,
    depth text[] not null,
    outcome text not null
  )`);
  for (const [table, columns] of Object.entries(RECORDS)) {
    const all = [...columns, "deleted_at timestamptz", "not_seen_since timestamptz"].map(column).join(", ");
    await run(`create table ${tableIn(schema, table)} (${all})`);
    await run(`create unique index on ${tableIn(schema, table)} (${UNIQUE_KEYS[table as ListedTable]})`);
    await run(`create index on ${tableIn(schema, table)} (account_id, region)`);
  }
  for (const [table, parent] of CHILDREN) {
    await run(`create index on ${tableIn(schema, table)} (${parent})`);
  }
  const ledger = ["run_id text not null", "position bigint not null", ...LEDGER].map(column).join(", ");
  await run(`create table ${tableIn(schema, "ledger")} (${ledger}, primary key (run_id, position))`);
  await run(`create view ${tableIn(schema, "inventory")} as ${inventory(schema)}`);
}

/** `key text not null`, with its name quoted. */
function column(text: string): string {
  const at = text.indexOf(" ");
  return `${quoted(text.slice(0, at))}${text.slice(at)}`;
}

/** What is there now: one row per dataset, and one for each project without datasets. */
function inventory(schema: string): string {
  return `select
    split_part(p.arn, ':', 2) as partition, p.account_id, p.region, p.arn as project_arn, p.name as project_name,
    p.feature, p.status as project_status, p.creation_timestamp as project_creation_timestamp, p.auto_update,
    d.arn as dataset_arn, d.type as dataset_type, d.status as dataset_status,
    d.status_message as dataset_status_message, d.status_message_code as dataset_status_message_code,
    d.creation_timestamp as dataset_creation_timestamp, p.run_id, p.run_started_at, p.seen_at
  from ${tableIn(schema, "projects")} p
  left join ${tableIn(schema, "datasets")} d
    on d.project_arn = p.arn and d.deleted_at is null and d.not_seen_since is null
  where p.deleted_at is null and p.not_seen_since is null`;
}

const CHILDREN = [
  ["datasets", "project_arn"],
  ["versions", "project_arn"],
] as const;

const RECORDS: Readonly<Record<ListedTable, readonly string[]>> = {
  projects: [
    "account_id text not null",
    "region text not null",
    "arn text not null",
    "name text not null",
    "feature text not null",
    "status text",
    "creation_timestamp timestamptz",
    "auto_update text",
    "run_id text not null",
    "run_started_at timestamptz not null",
    "seen_at timestamptz not null",
  ],
  datasets: [
    "account_id text not null",
    "region text not null",
    "arn text not null",
    "project_arn text not null",
    "project_name text not null",
    "type text",
    "status text",
    "status_message text",
    "status_message_code text",
    "creation_timestamp timestamptz",
    "last_updated_timestamp timestamptz",
    "total_entries bigint",
    "labeled_entries bigint",
    "total_labels bigint",
    "error_entries bigint",
    "run_id text not null",
    "run_started_at timestamptz not null",
    "seen_at timestamptz not null",
  ],
  versions: [
    "account_id text not null",
    "region text not null",
    "arn text not null",
    "project_arn text not null",
    "project_name text not null",
    "name text not null",
    "feature text not null",
    "status text",
    "status_message text",
    "creation_timestamp timestamptz",
    "training_end_timestamp timestamptz",
    "billable_training_seconds bigint",
    "min_inference_units bigint",
    "max_inference_units bigint",
    "f1_score double precision",
    "base_model_version text",
    "description text",
    "source_version_arn text",
    "kms_key_id text",
    "output_bucket text",
    "output_prefix text",
    "run_id text not null",
    "run_started_at timestamptz not null",
    "seen_at timestamptz not null",
  ],
  policies: [
    "account_id text not null",
    "region text not null",
    "project_arn text not null",
    "name text not null",
    "revision_id text",
    "document text",
    "creation_timestamp timestamptz",
    "last_updated_timestamp timestamptz",
    "run_id text not null",
    "run_started_at timestamptz not null",
    "seen_at timestamptz not null",
  ],
  labels: [
    "account_id text not null",
    "region text not null",
    "dataset_arn text not null",
    "name text not null",
    "entry_count bigint",
    "bounding_box_count bigint",
    "run_id text not null",
    "run_started_at timestamptz not null",
    "seen_at timestamptz not null",
  ],
  entries: [
    "account_id text not null",
    "region text not null",
    "dataset_arn text not null",
    "source_ref text not null",
    "labels bigint not null",
    "errors bigint not null",
    "line text not null",
    "run_id text not null",
    "run_started_at timestamptz not null",
    "seen_at timestamptz not null",
  ],
  tags: [
    "account_id text not null",
    "region text not null",
    "version_arn text not null",
    "key text not null",
    "value text not null",
    "run_id text not null",
    "run_started_at timestamptz not null",
    "seen_at timestamptz not null",
  ],
};

const LEDGER: readonly string[] = [
  "account_id text",
  "region text",
  "operation text",
  "parent_arn text",
  "outcome text not null",
  "generation bigint",
  "pages bigint",
  "records bigint",
  "requests bigint",
  "throttles bigint",
  "elapsed_ms bigint",
  "error text",
];
