import { SCHEMA } from "../tables/open-tables.js";

/** What a statement that keeps steps needs of each of them: its first parameters. */
export const STEP_COLUMNS = [
  ["shard_id", "bigint"],
  ["job_id", "uuid"],
  ["attempt", "integer"],
  ["body", "text"],
  ["parent_arn", "text"],
  ["generation", "integer"],
  ["pages_before", "integer"],
  ["pages", "integer"],
  ["position", "text"],
  ["outcome", "text"],
  ["account_id", "text"],
] as const;

/** What a statement needs of a step. */
export type StepColumn = (typeof STEP_COLUMNS)[number][0];

const NAMES = STEP_COLUMNS.map(([name]) => name).join(", ");

const ONE_STEP = `select ${STEP_COLUMNS.map(([name, type], at) => `$${at + 1}::${type} as ${name}`).join(", ")}, 1 as nr`;

/** Each parameter has the values of all steps. That of the bodies has them in lines: no JSON has a line break in it. */
const SOME_STEPS = `select * from unnest(${STEP_COLUMNS.map(([name, type], at) =>
  name === "body" ? `string_to_array($${at + 1}, E'\\n')` : `$${at + 1}::${type}[]`,
).join(", ")}) with ordinality as given(${NAMES}, nr)`;

/** Adds the walks that the step has found: their operations and parents are the last two parameters. */
const CHILDREN = `added as (
    insert into ${SCHEMA}.walks (shard_id, parent_arn)
    select of_child.id, child.parent_arn
    from held
    cross join unnest($${STEP_COLUMNS.length + 1}::text[], $${STEP_COLUMNS.length + 2}::text[])
      with ordinality as child(operation, parent_arn, nr)
    join ${SCHEMA}.shards of_child
      on of_child.run_id = held.run_id and of_child.target = held.target and of_child.operation = child.operation
    group by of_child.id, child.parent_arn
    order by min(child.nr)
    on conflict do nothing
    returning shard_id
  ), arrived as (
    select shard_id, count(*)::integer as walks from added group by shard_id
  ), widened as (
    update ${SCHEMA}.shards
    set open_walks = open_walks + arrived.walks,
      arrivals = arrivals + arrived.walks,
      account_id = coalesce(shards.account_id, held.account_id),
      job_id = case when state = 'idle' then gen_random_uuid() else shards.job_id end,
      attempt = case when state = 'idle' then null else shards.attempt end,
      state = case when state = 'idle' then 'queued' else state end
    from arrived cross join held
    where shards.id = arrived.shard_id
    returning shards.id, shards.job_id, shards.quota_key, shards.open_walks = arrived.walks as was_idle
  ), opened as (
    select json_agg(json_build_object('shard', id::text, 'job', job_id, 'quotaKey', quota_key)) as shards
    from widened where was_idle
  )`;

/** Whether a walk is at the page before that of the step, or ends a generation that the step's follows. */
const IS_AT_ITS_PLACE = `here.shard_id = given.shard_id and here.parent_arn = given.parent_arn and here.outcome is null
          and (here.generation = given.generation and here.pages = given.pages_before
            or here.generation = given.generation - 1 and given.pages_before = 0)`;

/**
 * The first part of the statement locks the shards, and the rows of their runs as the insert into the journal does. What it
 * does not find there is not written. All of the following are
 * kept with a step, or not at all: the state of its shard and of its walk, and the walks that it has found.
 *
 * The walk must be at the position from which the step goes on. A database may have lost what it had confirmed, for
 * example if a standby took over. Without this check it would then count one walk twice and never make another.
 *
 * One second after the last request, the next worker may ask as if there had been no requests: `paced_until`.
 *
 * A shard gets its walks from one other shard only, so the shards form a tree. A step with children locks rows in the
 * order of this tree, and the row of the run last. Steps without children wait for no lock.
 */
function keepStatement(steps: string, { hasChildren }: { readonly hasChildren: boolean }): string {
  return `
  with given as (
    ${steps}
  ), held as (
    select given.*, shard.run_id, shard.target
    from given
    cross join lateral (
      select shards.run_id, shards.target
      from ${SCHEMA}.shards join ${SCHEMA}.runs on runs.run_id = shards.run_id
        ${hasChildren ? "" : `join ${SCHEMA}.walks here on ${IS_AT_ITS_PLACE}`}
      where shards.id = given.shard_id and shards.job_id = given.job_id and shards.attempt = given.attempt
        and shards.state = 'active'
        ${hasChildren ? `and (given.parent_arn is null or exists (select 1 from ${SCHEMA}.walks here where ${IS_AT_ITS_PLACE}))` : ""}
      for no key update of shards${hasChildren ? "" : ", here skip locked"}
      for key share of runs ${hasChildren ? "" : "skip locked"}
    ) shard
  ), moved as (
    update ${SCHEMA}.shards
    set steps = steps + 1, barren = 0, failures = 0,
      open_walks = open_walks - (held.outcome is not null)::integer,
      state = case when open_walks = (held.outcome is not null)::integer then 'idle' else 'active' end,
      account_id = coalesce(shards.account_id, held.account_id),
      paced_until = clock_timestamp() + interval '1 second',
      stepped_at = clock_timestamp()
    from held
    where shards.id = held.shard_id
    returning held.nr, open_walks, arrivals
  ), kept as (
    insert into ${SCHEMA}.steps (run_id, size, body) select run_id, octet_length(body), body from held order by nr
  ), walked as (
    update ${SCHEMA}.walks
    set generation = held.generation, pages = held.pages, position = held.position, outcome = held.outcome
    from held
    where walks.shard_id = held.shard_id and walks.parent_arn = held.parent_arn
  )${hasChildren ? `, ${CHILDREN}` : ""}
  select moved.nr::integer, moved.open_walks as "openWalks", moved.arrivals
    ${hasChildren ? ", (select shards from opened) as opened" : ""}
  from moved`;
}

/** Keeps one step, with the walks that it has found. The step may be that of a target. */
export const KEEP_WITH_CHILDREN: string = keepStatement(ONE_STEP, { hasChildren: true });
/** Keeps one step that has found no walks, unless its shard, its walk or its run is locked. */
export const KEEP_ONE: string = keepStatement(ONE_STEP, { hasChildren: false });
/** The same for several steps: those of which something is locked are left out. */
export const KEEP_SOME: string = keepStatement(SOME_STEPS, { hasChildren: false });
