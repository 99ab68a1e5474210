import type { Pool } from "pg";
import { QUEUES, SCHEMA } from "../tables/open-tables.js";
import { type Database, inTransaction } from "./database.js";
import type { QueuedShard } from "./queued-shard.js";
import type { Queues } from "./queues.js";
import { RUN_VERSION } from "./runs.js";

/**
 * Sends jobs again that pg-boss has forgotten: it deletes jobs that wait for longer than it keeps them. These are the
 * jobs of shards that have something to do, and the jobs that find the targets of a run, or end the run.
 *
 * A shard gets a job with a new id, so that a worker that still has the old job writes nothing.
 *
 * @param runId - looks at this run only.
 * @returns how many jobs were sent.
 */
export async function sendLostJobs(pool: Pool, queues: Queues, runId?: string): Promise<number> {
  return await inTransaction(pool, async (database) => {
    // Another process that does the same waits, and then sees the jobs that were sent here.
    await database.query(`select pg_advisory_xact_lock(hashtextextended('${SCHEMA} lost jobs', 0))`);
    const shards = await database.query<QueuedShard>(QUEUE_AGAIN, [RUN_VERSION, runId ?? null]);
    if (shards.length > 0) {
      await queues.sendShards(shards, database);
    }
    const undiscovered = await runsWithout("discover", database, runId);
    for (const run of undiscovered) {
      await queues.sendDiscover(run, database);
    }
    const done = await runsWithout("finish", database, runId);
    for (const run of done) {
      await queues.sendFinish(run, database);
    }
    return shards.length + undiscovered.length + done.length;
  });
}

async function runsWithout(
  queue: "discover" | "finish",
  database: Database,
  runId: string | undefined,
): Promise<readonly string[]> {
  const isDue = queue === "discover" ? "discovered_at is null" : "discovered_at is not null and open_shards = 0";
  const rows = await database.query<{ readonly run: string }>(
    `select run_id as run from ${SCHEMA}.runs
      where ${UNFINISHED} and ${isDue} and not exists (
        select 1 from ${QUEUES}.job where name = '${queue}' and data ->> 'runId' = run_id and ${IS_ALIVE}
      )`,
    [RUN_VERSION, runId ?? null],
  );
  return rows.map(({ run }) => run);
}

const UNFINISHED = "version = $1 and ($2::text is null or run_id = $2) and ended_at is null and failure is null";

/** A job that has waited for longer than it is kept may be deleted at any moment, so it does not count as alive. */
const IS_ALIVE = `(job.state = 'active' or (job.state < 'active' and job.keep_until > clock_timestamp()))`;

/**
 * A shard and its job change in one transaction. If a shard has got another job since the snapshot was taken, it does
 * not match any more, and nothing is done to it.
 */
const QUEUE_AGAIN = `
  with found as materialized (
    select shards.id, shards.job_id
    from ${SCHEMA}.runs join ${SCHEMA}.shards using (run_id)
    where ${UNFINISHED} and shards.state <> 'idle'
      and not exists (
        select 1 from ${QUEUES}.job where name = 'shard' and job.id = shards.job_id and ${IS_ALIVE}
      )
      and not exists (
        select 1 from ${QUEUES}.job where name = 'dead' and data ->> 'job' = shards.job_id::text and ${IS_ALIVE}
      )
  )
  update ${SCHEMA}.shards
  set state = 'queued', job_id = gen_random_uuid(), attempt = null
  from found
  where shards.id = found.id and shards.job_id = found.job_id and shards.state <> 'idle'
  returning shards.id::text as shard, shards.job_id as job, quota_key as "quotaKey"`;
