import type { FoundPlace, Operation, TargetStep } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { SCHEMA } from "../tables/open-tables.js";
import { databaseOf, inTransaction } from "./database.js";
import type { QueuedShard } from "./queued-shard.js";
import type { Queues } from "./queues.js";
import { shardsOpened } from "./runs.js";

/**
 * Keeps targets that were found: their steps, their shards and the jobs of the shards, all or none. Targets that the
 * run has already are left as they are, so that a discovery that was killed can begin again.
 *
 * @param operations - the operations that the depth of the run needs, with `DescribeProjects` among them.
 */
export async function keepTargets(
  pool: Pool,
  queues: Queues,
  runId: string,
  { operations, targets }: { readonly operations: readonly Operation[]; readonly targets: readonly TargetStep[] },
): Promise<void> {
  const unique = [...new Map(targets.map((step) => [step.target, step])).values()];
  await inTransaction(pool, async (database) => {
    const opened = await database.query<QueuedShard>(KEEP, [
      runId,
      unique.map(({ target }) => target),
      unique.map(({ outcome }) => outcome),
      unique.map(({ region }) => region),
      unique.map(({ accountId }) => accountId),
      unique.map(({ accountName }) => accountName),
      unique.map((step) => JSON.stringify(step)),
      operations,
    ]);
    if (opened.length > 0) {
      await queues.sendShards(opened, database);
    }
    await shardsOpened(database, queues, runId, opened.length);
  });
}

/** Some targets of a run that are still to be read, each in a different account. */
export async function someTargets(pool: Pool, runId: string): Promise<readonly FoundPlace[]> {
  return await databaseOf(pool).query<FoundPlace>(
    `select distinct on (account_id) target as id, account_id as "accountId", account_name as "accountName", region
      from ${SCHEMA}.shards where run_id = $1 and state <> 'idle' order by account_id, id limit $2`,
    [runId, SOME],
  );
}

const SOME = 3;

const KEEP = `
  with given as (
    select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
      with ordinality as given(target, outcome, region, account_id, account_name, body, nr)
  ), new as (
    insert into ${SCHEMA}.targets (run_id, target, outcome)
    select $1, target, outcome from given order by nr
    on conflict do nothing
    returning target
  ), kept as (
    insert into ${SCHEMA}.steps (run_id, size, body)
    select $1, octet_length(body), body from given where target in (select target from new) order by nr
  ), made as (
    insert into ${SCHEMA}.shards
      (run_id, target, operation, region, account_id, account_name, quota_key, state, job_id, open_walks)
    select $1, target, operation, region, account_id, account_name,
      coalesce(account_id, target) || ' ' || region || ' ' || operation,
      case when operation = 'DescribeProjects' then 'queued' else 'idle' end,
      case when operation = 'DescribeProjects' then gen_random_uuid() end,
      case when operation = 'DescribeProjects' then 1 else 0 end
    from given cross join unnest($8::text[]) as operation
    where target in (select target from new) and outcome = 'expected'
    order by nr
    returning id, job_id, quota_key, state
  ), walked as (
    insert into ${SCHEMA}.walks (shard_id, parent_arn) select id, '' from made where state = 'queued'
  )
  select id::text as shard, job_id as job, quota_key as "quotaKey" from made where state = 'queued' order by id`;
