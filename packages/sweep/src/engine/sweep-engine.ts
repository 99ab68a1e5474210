import {
  type BegunSweep,
  DatabaseError,
  type Depth,
  isDiscoveryError,
  isTargetOptionsError,
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
import type { Pool } from "pg";
import { defer, lastValueFrom, type Observable, retry, throwError, timer } from "rxjs";
import { embeddedPostgres } from "../embedded/embedded-postgres.js";
import { sendLostJobs } from "../store/lost-jobs.js";
import { beginOrJoin, runOf } from "../store/runs.js";
import { snapshotJournal } from "../store/snapshot-journal.js";
import { statusOf } from "../store/status-of.js";
import { oneAtATime } from "../tables/one-at-a-time.js";
import { openTables } from "../tables/open-tables.js";
import { atMost } from "../time/at-most.js";
import { isOtherTablesError } from "../tables/other-tables-error.js";
import { callersOf } from "../work/callers.js";
import { SweepWorker } from "../work/sweep-worker.js";
import { BossQueues } from "../queues/boss-queues.js";
import { isLostConnection } from "../store/is-lost-connection.js";
import { sweepPool } from "./sweep-pool.js";
import { withoutPassword } from "./without-password.js";

/**
 * Shares the work of an inventory among processes, through Postgres. Each process works on what no other process has.
 * If a process is killed, the others go on with its work. The command `rekognition-inventory` loads this engine for
 * `--sweep`.
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
    const { onTrouble = ignore, signal, folder = process.cwd(), mustExist = false } = options;
    const isEmbedded = options.connectionString === "embedded";
    const embedded = isEmbedded ? await embeddedPostgres(folder, { mustExist }) : undefined;
    const connectionString = embedded?.connectionString ?? options.connectionString;
    const shown = withoutPassword(connectionString);
    const { pool, end } = sweepPool(connectionString);
    const failed = (error: unknown): Error =>
      saysItAll(error) ? error : new DatabaseError({ database: shown, work: "use", cause: error });
    const leave = async (hasWorked: boolean): Promise<void> => {
      await end();
      await embedded?.stop({ hasWorked });
    };
    try {
      const open = (): Promise<unknown> => oneAtATime(pool, () => openTables(pool));
      await unlessAborted(untilItIsThere(open, isEmbedded), signal);
      return new OpenSweep(pool, leave, { failed, onTrouble: (error) => onTrouble(failed(error).message) });
    } catch (error) {
      await leave(false).catch(ignore);
      signal?.throwIfAborted();
      throw failed(error);
    }
  },
};

/**
 * Repeats work for some seconds if its connection is lost. An embedded Postgres may also have been stopped by a process
 * that only looked: then it is started again.
 */
async function untilItIsThere<Result>(work: () => Promise<Result>, isEmbedded = false): Promise<Result> {
  const begun = performance.now();
  const again = (error: unknown): Observable<unknown> => {
    const helps = isEmbedded ? !saysItAll(error) : isLostConnection(error);
    return helps && performance.now() - begun < PATIENCE ? timer(500) : throwError(() => error);
  };
  return await lastValueFrom(defer(work).pipe(retry({ delay: again })));
}

/** Whether the error is not a failure of the database. Then its own message is enough. */
function saysItAll(error: unknown): error is Error {
  return isOtherTablesError(error) || isDiscoveryError(error) || isTargetOptionsError(error);
}

class OpenSweep implements Sweep {
  readonly #pool: Pool;
  readonly #failed: (error: unknown) => Error;
  readonly #onTrouble: (error: unknown) => void;
  readonly #leave: (hasWorked: boolean) => Promise<void>;
  /** Opened when they are first needed: a process that only reads the status needs no queues. */
  #queues: Promise<BossQueues> | undefined;

  constructor(
    pool: Pool,
    leave: (hasWorked: boolean) => Promise<void>,
    {
      failed,
      onTrouble,
    }: {
      readonly failed: (error: unknown) => Error;
      readonly onTrouble: (error: unknown) => void;
    },
  ) {
    this.#pool = pool;
    this.#failed = failed;
    this.#onTrouble = onTrouble;
    this.#leave = leave;
  }

  begin(run: SweepToBegin): Promise<BegunSweep> {
    return this.#asked(this.#begin(run));
  }

  async #begin({ runId, startedAt, depth: asked, rate, origin, targets }: SweepToBegin): Promise<BegunSweep> {
    const { accounts, regions } = await callersOf(targets);
    // Everything else follows from the projects: without them a run would end at once, as if there were nothing.
    const depth: readonly Depth[] = ["projects", ...asked.filter((each) => each !== "projects")];
    const options = { depth, rate: rate ?? DOCUMENTED_RATE, ...(origin === undefined ? {} : { origin }) };
    const step: RunStep = { _tag: "Run", version: 1, runId, startedAt, options };
    const queues = await this.#opened();
    const begun = await beginOrJoin(this.#pool, queues, {
      step,
      depth,
      rate: rate ?? null,
      origin: JSON.stringify(origin ?? null),
      // The regions as they are on this machine: another machine may have others in its configuration.
      targets: JSON.stringify({
        ...targets,
        ...(targets.regions === "all" || regions === undefined ? {} : { regions }),
      }),
      callers: accounts ?? null,
    });
    if (begun.isJoined) {
      await sendLostJobs(this.#pool, queues, begun.runId);
    }
    return begun;
  }

  async run(named?: string): Promise<SweepRun | undefined> {
    const run = await this.#asked(runOf(this.#pool, named));
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
    const queues = await this.#asked(this.#opened());
    await this.#asked(new SweepWorker(this.#pool, queues, work, this.#onTrouble).run());
  }

  status(runId?: string): Promise<SweepStatus | undefined> {
    return this.#asked(statusOf(this.#pool, runId));
  }

  journal(runId: string): Promise<SweepJournal> {
    return this.#asked(snapshotJournal(this.#pool, runId, this.#failed));
  }

  async close(): Promise<void> {
    await atMost(LONGEST_STOP, this.#closeQueues());
    await this.#leave(this.#queues !== undefined);
  }

  /** Turns every failure into the same kind of error. */
  #asked<Result>(work: Promise<Result>): Promise<Result> {
    return work.catch((error: unknown) => {
      throw this.#failed(error);
    });
  }

  async #closeQueues(): Promise<void> {
    await (await this.#queues?.catch(ignore))?.close();
  }

  #opened(): Promise<BossQueues> {
    const open = (): Promise<BossQueues> => BossQueues.open(this.#pool, this.#onTrouble);
    this.#queues ??= untilItIsThere(() => oneAtATime(this.#pool, open)).catch((error: unknown) => {
      this.#queues = undefined;
      throw error;
    });
    return this.#queues;
  }
}

/** Rejects when the signal is aborted, with the signal's reason. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  return signal === undefined ? await work : await Promise.race([work, rejection(signal)]);
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) {
      abort();
    } else {
      signal.addEventListener("abort", abort, { once: true });
    }
  });
}

function ignore(): void {}

/** In ms. */
const PATIENCE = 8_000;
const DOCUMENTED_RATE = 5;
/** In ms, for pg-boss to stop: its jobs are not worked on any more. */
const LONGEST_STOP = 2_000;
