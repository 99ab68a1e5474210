import type { Pool } from "pg";
import { type Db, getConstructionPlans, type JobWithMetadata, PgBoss } from "pg-boss";
import { type Database, databaseOf } from "../store/database.js";
import type { QueuedShard } from "../store/queued-shard.js";
import type { Queues } from "../store/queues.js";
import { QUEUES } from "../tables/open-tables.js";
import { OtherTablesError } from "../tables/other-tables-error.js";
import { unlessTaken } from "../tables/unless-taken.js";

/** The data of the jobs of each queue. */
interface JobData {
  readonly discover: { readonly runId: string };
  readonly finish: { readonly runId: string };
  readonly shard: { readonly shard: string; readonly job: string };
  readonly dead: { readonly shard: string; readonly job: string };
}

export type QueueName = keyof JobData;

/** A job that was handed out. Everything that is done with it is done under its attempt (`retryCount`). */
export type HandedJob<Name extends QueueName> = JobWithMetadata<JobData[Name]>;

/**
 * The queues, on pg-boss. Leases, repetitions and supervision are left to pg-boss: it notices when a worker dies, if it
 * is asked to look.
 */
export class BossQueues implements Queues {
  readonly #boss: PgBoss;

  private constructor(boss: PgBoss) {
    this.#boss = boss;
  }

  /** @param onError - called with errors of pg-boss itself, which come now and then. pg-boss goes on after them. */
  static async open(pool: Pool, onError: (error: unknown) => void): Promise<BossQueues> {
    const boss = new PgBoss({
      db: {
        executeSql: (text, values) => (values === undefined ? pool.query(text) : pool.query(text, values)),
      },
      schema: QUEUES,
      // pg-boss would look in each worker, whether it is needed or not: eight statements a second.
      supervise: false,
      monitorIntervalSeconds: 1,
      schedule: false,
      // Otherwise it makes a span of each of its polls, half a million a day and worker. Requests are traced by us.
      openTelemetry: { enabled: false },
    });
    boss.on("error", onError);
    await unlessTaken(QUEUES, async () => {
      await refuseNewer(pool);
      await boss.start();
    });
    const lease = { heartbeatSeconds: HEARTBEAT, expireInSeconds: LONGEST_LEASE, retentionSeconds: FOREVER };
    await boss.createQueue("dead", { ...lease, retryLimit: MOST_DEATHS, retryDelay: 1 });
    const often = { ...lease, retryLimit: MOST_DEATHS, retryDelay: 0, deleteAfterSeconds: 86_400 };
    await boss.createQueue("discover", { ...often, policy: "singleton" });
    await boss.createQueue("finish", often);
    await boss.createQueue("shard", { ...often, policy: "singleton", deadLetter: "dead" });
    return new BossQueues(boss);
  }

  async sendShards(shards: readonly QueuedShard[], database: Database): Promise<void> {
    await this.#boss.insert(
      "shard",
      shards.map(({ shard, job, quotaKey, startAfter }) => ({
        id: job,
        data: { shard, job },
        singletonKey: quotaKey,
        ...(startAfter === undefined ? {} : { startAfter }),
      })),
      { db: within(database) },
    );
  }

  async sendDiscover(runId: string, database: Database, startAfter = 0): Promise<void> {
    await this.#boss.insert("discover", [{ data: { runId }, singletonKey: runId, startAfter }], {
      db: within(database),
    });
  }

  async sendFinish(runId: string, database: Database): Promise<void> {
    await this.#boss.insert("finish", [{ data: { runId } }], { db: within(database) });
  }

  async completeShard(job: string, database: Database): Promise<void> {
    await this.#boss.complete("shard", job, undefined, { db: within(database) });
  }

  /** Takes jobs from a queue, at most `most`. */
  async fetch<Name extends QueueName>(name: Name, most: number): Promise<readonly HandedJob<Name>[]> {
    return await this.#boss.fetch<JobData[Name]>(name, { batchSize: most, includeMetadata: true });
  }

  /** Reports that jobs are being worked on. @returns the jobs that no longer belong to these attempts. */
  async touch<Name extends QueueName>(
    name: Name,
    jobs: readonly HandedJob<Name>[],
  ): Promise<readonly HandedJob<Name>[]> {
    const response = await this.#boss.touch(name, attempts(jobs));
    // `affected` is there, but the type does not say so.
    if (!("affected" in response) || response.affected === jobs.length) {
      return [];
    }
    if (jobs.length === 1) {
      return jobs;
    }
    const lost: HandedJob<Name>[] = [];
    for (const job of jobs) {
      lost.push(...(await this.touch(name, [job])));
    }
    return lost;
  }

  async complete<Name extends QueueName>(name: Name, job: HandedJob<Name>): Promise<void> {
    await this.#boss.complete(name, attempts([job]));
  }

  /** Gives a job back: it is handed out again. */
  async fail<Name extends QueueName>(name: Name, job: HandedJob<Name>, reason: string): Promise<void> {
    await this.#boss.fail(name, attempts([job]), { reason });
  }

  /**
   * Hands out again the jobs of workers that have been silent for ten seconds, and deletes jobs that ended long ago. If
   * two workers do so within a second, the second one does nothing.
   */
  async supervise(): Promise<void> {
    await this.#boss.supervise();
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: false });
  }
}

/**
 * Refuses tables of a newer pg-boss. pg-boss brings older tables up to date, but works on newer ones as if they were
 * its own.
 */
async function refuseNewer(pool: Pool): Promise<void> {
  const database = databaseOf(pool);
  const table = `${QUEUES}.version`;
  const [there] = await database.query<{ readonly is: boolean }>("select to_regclass($1) is not null as is", [table]);
  if (there?.is !== true) {
    return;
  }
  const [found] = await database.query<{ readonly version: number }>(`select version::integer from ${table}`);
  const own = Number(
    /\bversion\s*\(\s*version\b[^)]*\)\s*values\s*\(\s*'?(\d+)/i.exec(getConstructionPlans(QUEUES))?.[1],
  );
  if (found !== undefined && found.version > own) {
    throw new OtherTablesError(
      new Error(`the tables of pg-boss have version ${found.version}, and this release knows versions up to ${own}`),
    );
  }
}

function attempts(jobs: readonly { readonly id: string; readonly retryCount: number }[]): {
  id: string;
  retryCount: number;
}[] {
  return jobs.map(({ id, retryCount }) => ({ id, retryCount }));
}

function within(database: Database): Db {
  return { executeSql: async (text, values) => ({ rows: [...(await database.query(text, values))] }) };
}

/** Seconds; pg-boss allows no fewer. */
const HEARTBEAT = 10;
/**
 * Seconds; pg-boss allows no more. A shard that lasts longer goes to another attempt, which goes on from the last step.
 */
const LONGEST_LEASE = 86_400;
/** Seconds, as many as the column of pg-boss holds: a run that pauses loses no waiting job. */
const FOREVER = 2_147_483_647;
/** How often a job is handed out again. Each killed worker uses one of these up, and that must not harm the run. */
const MOST_DEATHS = 10_000;
