import type { WalkProgress } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { SCHEMA } from "../tables/open-tables.js";
import { databaseOf, inTransaction } from "./database.js";
import type { Lease } from "./lease.js";
import type { Queues } from "./queues.js";

/** A shard that a worker has claimed, as its last owner left it. */
export interface ClaimedShard {
  readonly lease: Lease;
  readonly runId: string;
  readonly target: string;
  readonly operation: WalkProgress["operation"];
  readonly region: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  /** Claims in a row, this one included, that neither made a step nor gave the shard back. */
  readonly barren: number;
  /** Failures in a row that were the shard's own. */
  readonly failures: number;
  /**
   * Whether this worker was the last that failed with the shard, and there are other workers that may have what this
   * one lacks.
   */
  readonly isAgain: boolean;
  /** Grows by one with each walk that was added to the shard. */
  readonly arrivals: number;
  /** Milliseconds until the requests of other workers no longer count against the quota of the shard. */
  readonly wait: number;
}

/**
 * Claims a shard for an attempt of its job. From then on, no earlier owner of the shard can write.
 *
 * @returns `undefined` if this attempt cannot claim the shard: it is done, or belongs to another attempt.
 */
export async function claimShard(pool: Pool, lease: Lease, worker: string): Promise<ClaimedShard | undefined> {
  const [claimed] = await databaseOf(pool).query<ClaimedRow>(
    CLAIM,
    [lease.shard, lease.job, lease.attempt, worker],
    "claim shard",
  );
  return claimed && { ...claimed, lease, wait: Math.max(0, claimed.wait ?? 0) };
}

interface ClaimedRow extends Omit<ClaimedShard, "lease" | "wait"> {
  readonly wait: number | null;
}

// All runs share the quota of a key. Requests of this worker itself are left out, since its own limiter counts them.
// The row `before` is the shard as it was before the update, with its last owner.
const CLAIM = `
  with claimed as (
    update ${SCHEMA}.shards
    set state = 'active', attempt = $3, worker = $4, claims = claims + 1, barren = barren + 1
    where id = $1 and job_id = $2 and state <> 'idle' and (attempt is null or attempt < $3)
    returning *
  )
  select claimed.run_id as "runId", claimed.target, claimed.operation, claimed.region,
    claimed.account_id as "accountId", claimed.account_name as "accountName", claimed.barren, claimed.failures, claimed.arrivals,
    claimed.failures > 0
      and exists (select 1 from ${SCHEMA}.shards before where before.id = claimed.id and before.worker = $4)
      and exists (
        select 1 from ${SCHEMA}.workers
        where workers.id <> $4 and workers.seen_at > clock_timestamp() - interval '6 seconds'
      ) as "isAgain",
    (
      select extract(epoch from max(other.paced_until) - clock_timestamp())::double precision * 1000
      from ${SCHEMA}.shards other
      where other.quota_key = claimed.quota_key and other.worker is distinct from $4
    ) as wait
  from claimed`;

/** Ends a job that cannot claim its shard, unless the shard still waits for this job, under another attempt. */
export async function dropStrayJob(pool: Pool, { shard, job }: Lease, queues: Queues): Promise<void> {
  await inTransaction(pool, async (database) => {
    const waiting = await database.query(
      `select 1 from ${SCHEMA}.shards where id = $1 and job_id = $2 and state <> 'idle' for update`,
      [shard, job],
    );
    if (waiting.length === 0) {
      await queues.completeShard(job, database);
    }
  });
}

/** Walks of a shard that have something left to do, in the order in which they were added. */
export async function openWalks(
  pool: Pool,
  { lease, operation }: Pick<ClaimedShard, "lease" | "operation">,
): Promise<readonly WalkProgress[]> {
  const rows = await databaseOf(pool).query<
    Omit<WalkProgress, "operation" | "parentArn"> & { readonly parent: string }
  >(
    `select parent_arn as parent, generation, pages, position, outcome from ${SCHEMA}.walks
      where shard_id = $1 and outcome is null order by nr`,
    [lease.shard],
    "open walks",
  );
  return rows.map(({ parent, generation, pages, position, outcome }) => ({
    operation,
    parentArn: parent === "" ? null : parent,
    generation,
    pages,
    position,
    outcome,
  }));
}
