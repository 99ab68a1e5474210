import { type Kysely, sql } from "kysely";

/**
 * Makes the tables of a sweep. The statements are written out here: a migration must not change when later code
 * changes.
 */
export async function firstTables(db: Kysely<unknown>, schema: string): Promise<void> {
  for (const statement of statementsOf(`"${schema}"`)) {
    await sql.raw(statement).execute(db);
  }
}

function statementsOf(schema: string): readonly string[] {
  return [
    // open_shards: how many shards of the run have walks to do. The shard that ends last sends the job that ends the
    // run.
    `create table ${schema}.runs (
      run_id text primary key,
      version integer not null,
      depth text[] not null,
      rate double precision,
      origin text not null,
      targets text not null,
      begun_at timestamptz not null,
      discovered_at timestamptz,
      discovery_failures integer not null default 0,
      open_shards integer not null default 0,
      ended_at timestamptz,
      failure text
    )`,
    // The journal, in the order of seq: the steps of a walk in their order, and the steps of a child after the step
    // that found the child.
    `create table ${schema}.steps (
      run_id text not null references ${schema}.runs on delete cascade,
      seq bigint generated always as identity,
      size integer not null,
      body text not null,
      primary key (run_id, seq)
    )`,
    `create table ${schema}.targets (
      run_id text not null references ${schema}.runs on delete cascade,
      target text not null,
      outcome text not null,
      primary key (run_id, target)
    )`,
    // A shard is one operation of one target, with a quota of its own. job_id and attempt are its lease. If attempt is
    // null, nobody has claimed the shard yet.
    `create table ${schema}.shards (
      id bigint generated always as identity primary key,
      run_id text not null references ${schema}.runs on delete cascade,
      target text not null,
      operation text not null,
      region text not null,
      account_id text,
      account_name text,
      quota_key text not null,
      state text not null check (state in ('idle', 'queued', 'active')),
      job_id uuid,
      attempt integer,
      worker text,
      claims integer not null default 0,
      barren integer not null default 0,
      failures integer not null default 0,
      open_walks integer not null default 0,
      arrivals integer not null default 0,
      steps bigint not null default 0,
      paced_until timestamptz,
      stepped_at timestamptz,
      unique (run_id, target, operation)
    ) with (fillfactor = 70)`,
    `create index on ${schema}.shards (quota_key)`,
    `create table ${schema}.walks (
      shard_id bigint not null references ${schema}.shards on delete cascade,
      parent_arn text not null,
      nr bigint generated always as identity,
      generation integer not null default 0,
      pages integer not null default 0,
      position text,
      outcome text,
      primary key (shard_id, parent_arn)
    ) with (fillfactor = 70)`,
    `create table ${schema}.workers (
      id text primary key,
      host text not null,
      pid integer not null,
      begun_at timestamptz not null default clock_timestamp(),
      seen_at timestamptz not null default clock_timestamp(),
      shards integer not null default 0,
      pages bigint not null default 0,
      rate double precision not null default 0
    )`,
  ];
}
