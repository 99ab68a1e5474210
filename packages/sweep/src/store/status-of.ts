import type { SweepStatus } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { SCHEMA } from "../tables/open-tables.js";
import { databaseOf } from "./database.js";
import { runOf } from "./runs.js";

/** The status of a run; without a name, of the newest. `undefined` if there is none. */
export async function statusOf(pool: Pool, named?: string): Promise<SweepStatus | undefined> {
  const run = await runOf(pool, named);
  if (run === undefined) {
    return undefined;
  }
  const { runId } = run;
  const database = databaseOf(pool);
  const [[of], [walks], slowest, workers] = await Promise.all([
    database.query<RunRow>(RUN, [runId]),
    database.query<SweepStatus["walks"]>(WALKS, [runId]),
    database.query<SweepStatus["slowest"][number]>(SLOWEST, [runId]),
    database.query<SweepStatus["workers"][number]>(WORKERS),
  ]);
  const alive = workers.filter(({ silentFor }) => silentFor < LONGEST_SILENCE);
  const pace = alive.reduce((sum, worker) => sum + worker.pace, 0);
  const open = (walks?.known ?? 0) - (walks?.ended ?? 0);
  const ofAll = open === 0 ? 0 : pace > 0 ? open / pace : null;
  const ofSlowest = (slowest[0]?.openWalks ?? 0) / (run.rate ?? DOCUMENTED_RATE);
  const isEnded = run.ended || run.failure !== null;
  return {
    runId,
    failure: run.failure,
    isDiscovered: run.discovered,
    startedAt: of?.startedAt ?? "",
    endedAt: of?.endedAt ?? null,
    targets: of?.targets ?? 0,
    shards: { queued: of?.queued ?? 0, active: of?.active ?? 0, idle: of?.idle ?? 0 },
    steps: of?.steps ?? 0,
    walks: { known: walks?.known ?? 0, ended: walks?.ended ?? 0 },
    pace,
    secondsLeft: isEnded ? 0 : ofAll === null ? null : Math.max(ofAll, ofSlowest),
    slowest,
    workers,
  };
}

interface RunRow {
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly targets: number;
  readonly queued: number;
  readonly active: number;
  readonly idle: number;
  readonly steps: number;
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;

const RUN = `
  select to_char(begun_at at time zone 'UTC', ${ISO}) as "startedAt",
    to_char(ended_at at time zone 'UTC', ${ISO}) as "endedAt",
    (select count(*)::integer from ${SCHEMA}.targets where run_id = $1) as targets,
    count(shards.id) filter (where state = 'queued')::integer as queued,
    count(shards.id) filter (where state = 'active')::integer as active,
    count(shards.id) filter (where state = 'idle')::integer as idle,
    coalesce(sum(steps), 0)::double precision as steps
  from ${SCHEMA}.runs left join ${SCHEMA}.shards using (run_id)
  where run_id = $1
  group by runs.run_id`;

const WALKS = `
  select count(*)::double precision as known, count(outcome)::double precision as ended
  from ${SCHEMA}.walks join ${SCHEMA}.shards on shards.id = walks.shard_id
  where run_id = $1`;

const SLOWEST = `
  select quota_key as key, open_walks as "openWalks", steps::double precision as steps,
    case when state = 'active' then regexp_replace(worker, ' [^ ]*$', '') end as worker
  from ${SCHEMA}.shards where run_id = $1 and open_walks > 0
  order by open_walks desc, quota_key limit 5`;

/** A worker that was killed leaves its row, so old rows are left out. */
const WORKERS = `
  select host || ' ' || pid as name, shards, pages::double precision as steps, rate as pace,
    extract(epoch from clock_timestamp() - seen_at)::double precision as "silentFor"
  from ${SCHEMA}.workers where seen_at > clock_timestamp() - interval '30 seconds'
  order by begun_at`;

const DOCUMENTED_RATE = 5;
/** In seconds: a worker reports every two seconds that it is alive. */
const LONGEST_SILENCE = 6;
