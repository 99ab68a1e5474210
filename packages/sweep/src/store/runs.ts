import type { Depth, RunStep, Step } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { SCHEMA } from "../tables/open-tables.js";
import { type Database, databaseOf, inTransaction } from "./database.js";
import type { Queues } from "./queues.js";
import { isSameTargets } from "./same-targets.js";

/** A run, as it is in the tables. */
export interface SweptRun {
  readonly runId: string;
  readonly depth: readonly Depth[];
  /** `null` for the documented rate. */
  readonly rate: number | null;
  /** JSON, as in the first step of the run. */
  readonly origin: string;
  /** JSON: the options with which the targets are found. */
  readonly targets: string;
  /** The accounts of the credentials that the run was begun with; `null` if they are not known. */
  readonly callers: readonly string[] | null;
  readonly discovered: boolean;
  /** How often its targets could not be found. */
  readonly discoveryFailures: number;
  readonly ended: boolean;
  /** Why the run will never end; `null` if it can end. */
  readonly failure: string | null;
}

/** A run that is to be begun. */
export interface RunToBegin extends Pick<SweptRun, "callers" | "depth" | "origin" | "rate" | "targets"> {
  readonly step: RunStep;
}

/** The version of what a run keeps in the tables. Runs of another version are left alone. */
export const RUN_VERSION = 1;

/**
 * Begins a run, or joins the newest run that has not ended and would find the same: it has the same callers, depth,
 * rate and targets. Two processes that begin at once take turns.
 *
 * If the account of the credentials is not known, a new run is begun: a run of another account must not be joined.
 */
export async function beginOrJoin(
  pool: Pool,
  queues: Queues,
  run: RunToBegin,
): Promise<{ readonly runId: string; readonly isJoined: boolean }> {
  const { step, depth, rate, origin, targets, callers } = run;
  return await inTransaction(pool, async (database) => {
    await database.query(`select pg_advisory_xact_lock(hashtextextended('${SCHEMA}', 0))`);
    const unfinished = await database.query<{ readonly runId: string; readonly targets: string }>(
      `select run_id as "runId", targets from ${SCHEMA}.runs
        where ended_at is null and failure is null and version = $1
          and depth @> $2::text[] and depth <@ $2::text[] and rate is not distinct from $3 and callers = $4::text[]
        order by begun_at desc`,
      [RUN_VERSION, depth, rate, callers],
    );
    const there = unfinished.find((other) => isSameTargets(other.targets, targets));
    if (there !== undefined) {
      return { runId: there.runId, isJoined: true };
    }
    const { runId } = step;
    await database.query(
      `insert into ${SCHEMA}.runs (run_id, version, depth, rate, origin, targets, callers, begun_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [runId, RUN_VERSION, depth, rate, origin, targets, callers, step.startedAt],
    );
    await appendSteps(database, runId, [step]);
    await queues.sendDiscover(runId, database);
    return { runId, isJoined: false };
  });
}

/** A run by its name, or the newest that this release can work on; `undefined` if there is none. */
export async function runOf(pool: Pool, runId?: string): Promise<SweptRun | undefined> {
  const [run] = await databaseOf(pool).query<SweptRun>(
    `select run_id as "runId", depth, rate, origin, targets, callers, discovered_at is not null as discovered,
        discovery_failures as "discoveryFailures",
        ended_at is not null as ended, failure
      from ${SCHEMA}.runs where version = $1 and ($2::text is null or run_id = $2)
      order by begun_at desc limit 1`,
    [RUN_VERSION, runId ?? null],
  );
  return run;
}

/** The names of the runs that have not ended and that this release can work on. The newest is first. */
export async function openRuns(pool: Pool): Promise<readonly string[]> {
  const rows = await databaseOf(pool).query<{ readonly runId: string }>(
    `select run_id as "runId" from ${SCHEMA}.runs
      where version = $1 and ended_at is null and failure is null order by begun_at desc`,
    [RUN_VERSION],
  );
  return rows.map(({ runId }) => runId);
}

/**
 * Counts shards of a run that have been opened, or are done. When none is left and all targets are known, the run ends.
 */
export async function shardsOpened(database: Database, queues: Queues, runId: string, change: number): Promise<void> {
  if (change === 0) {
    return;
  }
  const [run] = await database.query<{ readonly isDone: boolean }>(
    `update ${SCHEMA}.runs set open_shards = open_shards + $2 where run_id = $1
      returning open_shards = 0 and discovered_at is not null as "isDone"`,
    [runId, change],
  );
  if (run?.isDone === true) {
    await queues.sendFinish(runId, database);
  }
}

/** Notes that every target of a run is known. */
export async function markDiscovered(pool: Pool, queues: Queues, runId: string): Promise<void> {
  await inTransaction(pool, async (database) => {
    const [run] = await database.query<{ readonly isDone: boolean }>(
      `update ${SCHEMA}.runs set discovered_at = clock_timestamp() where run_id = $1 and discovered_at is null
        returning open_shards = 0 as "isDone"`,
      [runId],
    );
    if (run?.isDone === true) {
      await queues.sendFinish(runId, database);
    }
  });
}

/**
 * Notes that the targets of a run could not be found.
 *
 * @returns how often that has happened. At `most` times, the run is given up with the reason.
 */
export async function discoveryFailed(pool: Pool, runId: string, reason: string, most: number): Promise<number> {
  const [run] = await databaseOf(pool).query<{ readonly failures: number }>(
    `update ${SCHEMA}.runs
      set discovery_failures = discovery_failures + 1,
        failure = case when discovery_failures + 1 >= $3 then $2 end
      where run_id = $1 returning discovery_failures as failures`,
    [runId, reason, most],
  );
  return run?.failures ?? most;
}

/** Ends a run that has nothing left to do. If several workers do so, only the first one has an effect. */
export async function endRun(pool: Pool, runId: string, at: string): Promise<void> {
  await inTransaction(pool, async (database) => {
    const ended = await database.query(
      `update ${SCHEMA}.runs set ended_at = clock_timestamp()
        where run_id = $1 and ended_at is null and open_shards = 0 and discovered_at is not null returning 1`,
      [runId],
    );
    if (ended.length > 0) {
      await appendSteps(database, runId, [{ _tag: "End", at }]);
    }
  });
}

/** Appends steps. The caller must be the only one that can append them. */
export async function appendSteps(database: Database, runId: string, steps: readonly Step[]): Promise<void> {
  const bodies = steps.map((step) => JSON.stringify(step));
  await database.query(
    `insert into ${SCHEMA}.steps (run_id, size, body)
      select $1, octet_length(body), body from unnest($2::text[]) with ordinality as step(body, nr) order by nr`,
    [runId, bodies],
  );
}
