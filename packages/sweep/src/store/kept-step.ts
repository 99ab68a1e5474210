import { childrenOf, type Depth, type Step, type WalkStep } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { SCHEMA } from "../tables/open-tables.js";
import { type Database, databaseOf, inTransaction } from "./database.js";
import { LeaseLostError } from "./lease-lost-error.js";
import type { Lease } from "./lease.js";
import type { QueuedShard } from "./queued-shard.js";
import type { Queues } from "./queues.js";
import { shardsOpened } from "./runs.js";
import { StepRefusedError } from "./step-refused-error.js";

/** The state of a shard after a step. */
export interface KeptStep {
  /** Walks that have something left to do. */
  readonly openWalks: number;
  /** As in the claim: if it has grown, the shard has new walks. */
  readonly arrivals: number;
}

/** A step that is to be kept, and what is known about its shard. */
export interface StepToKeep {
  readonly runId: string;
  readonly lease: Lease;
  readonly depth: readonly Depth[];
  readonly step: Step;
  /** Whether no other open walk of the shard is known: then the job may be done when this walk ends. */
  readonly mayBeLast: boolean;
}

/**
 * Keeps a step with one statement. The first part of the statement updates the shard. If it updates nothing, nothing is
 * written.
 *
 * All of the following are kept with the step, or not at all: the walks that the step has found, the jobs of their
 * shards, and the end of the shard's own job if no walk is left.
 *
 * @throws LeaseLostError if another worker has the shard, or if its walk is at another position.
 * @throws StepRefusedError if the database answers, but cannot keep this step.
 */
export async function keepStep(pool: Pool, queues: Queues, kept: StepToKeep): Promise<KeptStep> {
  try {
    return await keptOf(pool, queues, kept);
  } catch (error) {
    throw isRefusal(error) ? new StepRefusedError(error) : error;
  }
}

/**
 * Whether the data break a rule of the database, such as a constraint or a limit: another attempt would fail in the
 * same way.
 */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && "code" in error && /^(?:22|23|54)[0-9A-Z]{3}$/.test(String(error.code));
}

async function keptOf(pool: Pool, queues: Queues, kept: StepToKeep): Promise<KeptStep> {
  const { step, depth, mayBeLast } = kept;
  const children = step._tag === "Walk" ? step.records.flatMap((record) => childrenOf(record, depth)) : [];
  const isEnd = step._tag === "Walk" && step.outcome !== null;
  if (children.length === 0 && !(isEnd && mayBeLast)) {
    return await moved(databaseOf(pool), kept, children);
  }
  return await inTransaction(pool, async (database) => {
    const { opened, ...after } = await moved(database, kept, children);
    const isDone = isEnd && after.openWalks === 0;
    if (opened.length > 0) {
      await queues.sendShards(opened, database);
    }
    if (isDone) {
      await queues.completeShard(kept.lease.job, database);
    }
    // Last, since all shards of a run update this row.
    await shardsOpened(database, queues, kept.runId, opened.length - (isDone ? 1 : 0));
    return after;
  });
}

async function moved(
  database: Database,
  { lease, step }: StepToKeep,
  children: readonly { readonly operation: string; readonly parentArn: string }[],
): Promise<KeptStep & { readonly opened: readonly QueuedShard[] }> {
  const body = JSON.stringify(step);
  const [row] = await database.query<KeptStep & { readonly opened: readonly QueuedShard[] | null }>(
    KEEP,
    [
      lease.shard,
      lease.job,
      lease.attempt,
      body,
      Buffer.byteLength(body),
      ...walkOf(step),
      children.map(({ operation }) => operation),
      children.map(({ parentArn }) => parentArn),
      pagesBefore(step),
    ],
    "keep step",
  );
  if (row === undefined) {
    throw new LeaseLostError(lease);
  }
  return { ...row, opened: row.opened ?? [] };
}

function walkOf(step: Step): readonly unknown[] {
  if (step._tag !== "Walk") {
    return [null, null, null, null, null, null];
  }
  const { parentArn, generation, pages, position, outcome, accountId } = step satisfies WalkStep;
  return [parentArn ?? "", generation, pages, position, outcome, accountId];
}

/** The number of pages that the walk must have before the step: the step adds one page, or reports a failure. */
function pagesBefore(step: Step): number | null {
  if (step._tag !== "Walk") {
    return null;
  }
  return step.error === null ? step.pages - 1 : step.pages;
}

/**
 * The walk must also be at the position from which the step goes on. A database may have lost what it had confirmed,
 * for example if a standby took over. Without this check it would then count one walk twice and never make another.
 *
 * One second after the last request, the next worker may ask as if there had been no requests: `paced_until`.
 *
 * A shard gets its walks from one other shard only, so the shards form a tree. Rows are locked in the order of this
 * tree, and the row of the run last.
 */
const KEEP = `
  with moved as (
    update ${SCHEMA}.shards
    set steps = steps + 1, barren = 0, failures = 0,
      open_walks = open_walks - ($10::text is not null)::integer,
      state = case when open_walks = ($10::text is not null)::integer then 'idle' else 'active' end,
      account_id = coalesce(account_id, $11),
      paced_until = clock_timestamp() + interval '1 second',
      stepped_at = clock_timestamp()
    where id = $1 and job_id = $2 and attempt = $3 and state = 'active'
      and ($6::text is null or exists (
        select 1 from ${SCHEMA}.walks here
        where here.shard_id = shards.id and here.parent_arn = $6 and here.outcome is null
          and (here.generation = $7::integer and here.pages = $14::integer
            or here.generation = $7::integer - 1 and $14::integer = 0)
      ))
    returning id, run_id, target, open_walks, arrivals
  ), kept as (
    insert into ${SCHEMA}.steps (run_id, size, body) select run_id, $5::integer, $4 from moved
  ), walked as (
    update ${SCHEMA}.walks
    set generation = $7::integer, pages = $8::integer, position = $9, outcome = $10
    from moved
    where walks.shard_id = moved.id and walks.parent_arn = $6
  ), added as (
    insert into ${SCHEMA}.walks (shard_id, parent_arn)
    select of_child.id, child.parent_arn
    from moved
    cross join unnest($12::text[], $13::text[]) with ordinality as child(operation, parent_arn, nr)
    join ${SCHEMA}.shards of_child
      on of_child.run_id = moved.run_id and of_child.target = moved.target and of_child.operation = child.operation
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
      account_id = coalesce(account_id, $11),
      job_id = case when state = 'idle' then gen_random_uuid() else job_id end,
      attempt = case when state = 'idle' then null else attempt end,
      state = case when state = 'idle' then 'queued' else state end
    from arrived
    where shards.id = arrived.shard_id
    returning shards.id, shards.job_id, shards.quota_key, shards.open_walks = arrived.walks as was_idle
  )
  select moved.open_walks as "openWalks", moved.arrivals,
    (
      select json_agg(json_build_object('shard', id::text, 'job', job_id, 'quotaKey', quota_key))
      from widened where was_idle
    ) as opened
  from moved`;
