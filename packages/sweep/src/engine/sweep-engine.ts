import {
  type BegunSweep,
  DatabaseError,
  type RunStep,
  type Sweep,
  type SweepEngine,
  type SweepJournal,
  type SweepOptions,
  type SweepRun,
  type SweepStatus,
  type SweepToBegin,
  type SweepWork,
} from "@rekognition-rx/inventory";
import { Pool } from "pg";
import { embeddedPostgres } from "../embedded/embedded-postgres.js";
import { sendLostJobs } from "../store/lost-jobs.js";
import { beginOrJoin, runOf } from "../store/runs.js";
import { snapshotJournal } from "../store/snapshot-journal.js";
import { statusOf } from "../store/status-of.js";
import { oneAtATime } from "../tables/one-at-a-time.js";
import { openTables } from "../tables/open-tables.js";
import { isOtherTablesError } from "../tables/other-tables-error.js";
import { SweepWorker } from "../work/sweep-worker.js";
import { BossQueues } from "../queues/boss-queues.js";
import { withoutPassword } from "./without-password.js";

/**
 * Shares inventories out over processes by way of Postgres: each works on what nobody else has, and whatever is killed is
 * gone on with. The command `rekognition-inventory` loads it for `--sweep`.
 *
 * @example
 * ```ts
 * import { viewsOf } from "@rekognition-rx/inventory";
 * import { sweepEngine } from "@rekognition-rx/sweep";
 *
 * const sweep = await sweepEngine.open({ connectionString: "postgres://inventory@localhost/sweeps" });
 * const status = await sweep.status();
 * if (status !== undefined) {
 *   const journal = await sweep.journal(status.runId);
 *   console.log(await viewsOf(journal).summary());
 *   await journal.close();
 * }
 * await sweep.close();
 * ```
 */
export const sweepEngine: SweepEngine = {
  open: async (options: SweepOptions): Promise<Sweep> => {
    const { onTrouble = ignore } = options;
    const embedded =
      options.connectionString === "embedded" ? await embeddedPostgres(options.folder ?? process.cwd()) : undefined;
    const connectionString = embedded?.connectionString ?? options.connectionString;
    const shown = withoutPassword(connectionString);
    const pool = new Pool({
      connectionString,
      max: CONNECTIONS,
      application_name: "rekognition-sweep",
      connectionTimeoutMillis: LONGEST_SILENCE,
      keepAlive: true,
      keepAliveInitialDelayMillis: LONGEST_SILENCE,
    });
    // A connection that is lost: whoever uses it next finds out.
    pool.on("error", ignore);
    pool.on("connect", (client) => client.on("error", ignore));
    const troubled = (error: unknown): void => onTrouble(new DatabaseError({ database: shown, cause: error }).message);
    const leave = async (): Promise<void> => {
      await pool.end();
      await embedded?.stop();
    };
    try {
      await oneAtATime(pool, () => openTables(pool));
      return new OpenSweep(pool, troubled, leave);
    } catch (error) {
      await leave().catch(ignore);
      throw isOtherTablesError(error) ? error : new DatabaseError({ database: shown, cause: error });
    }
  },
};

class OpenSweep implements Sweep {
  readonly #pool: Pool;
  readonly #onTrouble: (error: unknown) => void;
  readonly #leave: () => Promise<void>;
  /** Whoever only looks needs no engine. */
  #queues: Promise<BossQueues> | undefined;

  constructor(pool: Pool, onTrouble: (error: unknown) => void, leave: () => Promise<void>) {
    this.#pool = pool;
    this.#onTrouble = onTrouble;
    this.#leave = leave;
  }

  async begin({ runId, startedAt, depth, rate, origin, targets }: SweepToBegin): Promise<BegunSweep> {
    const options = { depth, rate: rate ?? DOCUMENTED_RATE, ...(origin === undefined ? {} : { origin }) };
    const step: RunStep = { _tag: "Run", version: 1, runId, startedAt, options };
    const queues = await this.#opened();
    const begun = await beginOrJoin(this.#pool, queues, {
      step,
      depth,
      rate: rate ?? null,
      origin: JSON.stringify(origin ?? null),
      targets: JSON.stringify(targets),
    });
    if (begun.isJoined) {
      await sendLostJobs(this.#pool, queues, begun.runId);
    }
    return begun;
  }

  async run(named?: string): Promise<SweepRun | undefined> {
    const run = await runOf(this.#pool, named);
    if (run === undefined) {
      return undefined;
    }
    const { runId, depth, rate, origin, ended, failure } = run;
    return {
      runId,
      depth,
      rate: rate ?? undefined,
      origin: JSON.parse(origin) as unknown,
      isEnded: ended,
      failure: failure ?? undefined,
    };
  }

  async work(work: SweepWork): Promise<void> {
    await new SweepWorker(this.#pool, await this.#opened(), work, this.#onTrouble).run();
  }

  status(runId?: string): Promise<SweepStatus | undefined> {
    return statusOf(this.#pool, runId);
  }

  journal(runId: string): Promise<SweepJournal> {
    return snapshotJournal(this.#pool, runId);
  }

  async close(): Promise<void> {
    await (await this.#queues?.catch(ignore))?.close();
    await this.#leave();
  }

  #opened(): Promise<BossQueues> {
    const open = (): Promise<BossQueues> => BossQueues.open(this.#pool, this.#onTrouble);
    this.#queues ??= oneAtATime(this.#pool, open).catch((error: unknown) => {
      this.#queues = undefined;
      throw error;
    });
    return this.#queues;
  }
}

function ignore(): void {}

/** Of a worker, whatever it works on: a step holds one for a millisecond. */
const CONNECTIONS = 6;
/** In ms: a database that does not answer for so long as it is connected to is not there. */
const LONGEST_SILENCE = 10_000;
const DOCUMENTED_RATE = 5;
