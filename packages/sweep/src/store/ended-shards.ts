import type { StepError, TargetStep, WalkStep } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { SCHEMA } from "../tables/open-tables.js";
import { type Database, inTransaction } from "./database.js";
import { LeaseLostError } from "./lease-lost-error.js";
import type { Lease } from "./lease.js";
import type { QueuedShard } from "./queued-shard.js";
import type { Queues } from "./queues.js";
import { appendSteps, shardsOpened } from "./runs.js";

/**
 * Gives a shard back: another attempt, with a new job, goes on with it.
 *
 * @param failed - whether the shard itself failed. It did not if the worker was asked to stop, or lost the database.
 * @param startAfter - seconds in which nobody gets the shard. If `failed`, the time is chosen here, and grows with each
 * failure.
 * @throws LeaseLostError if another worker has the shard.
 */
export async function giveBackShard(
  pool: Pool,
  queues: Queues,
  lease: Lease,
  { failed, startAfter }: { readonly failed: boolean; readonly startAfter?: number | undefined },
): Promise<void> {
  await inTransaction(pool, async (database) => {
    const [row] = await database.query<QueuedShard & { readonly failures: number }>(
      `update ${SCHEMA}.shards
        set state = 'queued', job_id = gen_random_uuid(), attempt = null, barren = 0, failures = failures + $4::integer
        where id = $1 and job_id = $2 and attempt = $3 and state = 'active'
        returning id::text as shard, job_id as job, quota_key as "quotaKey", failures`,
      [lease.shard, lease.job, lease.attempt, failed ? 1 : 0],
    );
    if (row === undefined) {
      throw new LeaseLostError(lease);
    }
    const { failures, ...shard } = row;
    await queues.completeShard(lease.job, database);
    const after = failed ? 2 ** Math.min(failures, 6) : startAfter;
    await queues.sendShards([{ ...shard, startAfter: after }], database);
  });
}

/** Why a shard is given up, and when. */
export interface GivenUp {
  readonly error: StepError;
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** Set if the target could not be reached: then a step with this outcome is kept before the steps of the walks. */
  readonly outcome?: TargetStep["outcome"] | undefined;
}

/**
 * Gives a shard up: each of its walks that has not ended is `failed` in the ledger, or `partial` if it has pages.
 *
 * @param lease - without an attempt, the shard is given up whichever attempt has it, since pg-boss has given up its
 * job.
 * @returns whether the shard was given up: `false` if it is done, or belongs to another job or attempt.
 */
export async function giveUpShard(
  pool: Pool,
  queues: Queues,
  lease: Omit<Lease, "attempt"> & { readonly attempt?: number | undefined },
  { error, at, outcome }: GivenUp,
): Promise<boolean> {
  return await inTransaction(pool, async (database) => {
    const [shard] = await database.query<ShardRow>(
      `update ${SCHEMA}.shards set state = 'idle', open_walks = 0, barren = 0, failures = 0
        where id = $1 and job_id = $2 and ($3::integer is null or attempt = $3) and state <> 'idle'
        returning run_id as "runId", target, operation, region, account_id as "accountId",
          account_name as "accountName"`,
      [lease.shard, lease.job, lease.attempt ?? null],
    );
    if (shard === undefined) {
      return false;
    }
    const walks = await unfinished(database, lease.shard);
    const { runId, target, operation, region, accountId, accountName } = shard;
    const found: readonly TargetStep[] =
      outcome === undefined ? [] : [{ _tag: "Target", target, accountId, accountName, region, outcome, error, at }];
    const ended = walks.map(({ parent, generation, pages, position }): WalkStep => ({
      _tag: "Walk",
      target,
      accountId,
      region,
      operation,
      parentArn: parent === "" ? null : parent,
      generation,
      pages,
      position,
      outcome: pages > 0 ? "partial" : "failed",
      error,
      requests: 0,
      throttles: 0,
      elapsedMs: 0,
      at,
      records: [],
      invalid: [],
    }));
    await appendSteps(database, runId, [...found, ...ended]);
    await queues.completeShard(lease.job, database);
    await shardsOpened(database, queues, runId, -1);
    return true;
  });
}

async function unfinished(database: Database, shard: string): Promise<readonly UnfinishedRow[]> {
  const rows = await database.query<UnfinishedRow & { readonly nr: string }>(
    `update ${SCHEMA}.walks set outcome = case when pages > 0 then 'partial' else 'failed' end
      where shard_id = $1 and outcome is null
      returning parent_arn as parent, generation, pages, position, nr`,
    [shard],
  );
  return rows.toSorted((one, other) => Number(one.nr) - Number(other.nr));
}

interface ShardRow {
  readonly runId: string;
  readonly target: string;
  readonly operation: WalkStep["operation"];
  readonly region: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
}

interface UnfinishedRow {
  readonly parent: string;
  readonly generation: number;
  readonly pages: number;
  readonly position: string | null;
}
