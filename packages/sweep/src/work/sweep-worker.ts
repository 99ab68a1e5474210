import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { DiscoveryError, type StepError, type SweepEvent, type SweepWork } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import type { BossQueues, HandedJob, QueueName } from "../queues/boss-queues.js";
import { databaseOf } from "../store/database.js";
import { giveUpShard } from "../store/ended-shards.js";
import { sendLostJobs } from "../store/lost-jobs.js";
import { endRun, openRuns, runOf } from "../store/runs.js";
import { StepWriter } from "../store/step-writer.js";
import { SCHEMA } from "../tables/open-tables.js";
import { discover, discoverAgain, isDiscoveryFailure } from "./discover-work.js";
import type { Fitness } from "./fitness.js";
import { type ShardContext, workOnShard } from "./shard-work.js";
import { OpenTargets } from "./open-targets.js";
import { SweptRuns } from "./swept-runs.js";
import { atMost } from "../time/at-most.js";
import { waitFor } from "./wait-for.js";

/**
 * A worker: takes jobs while there is room for them, reports to pg-boss that it is alive, and drops jobs that pg-boss
 * has given to another worker.
 */
export class SweepWorker {
  readonly #pool: Pool;
  readonly #queues: BossQueues;
  readonly #work: SweepWork;
  readonly #onTrouble: (error: unknown) => void;
  readonly #context: ShardContext;
  readonly #name = `${hostname()} ${process.pid} ${randomUUID().slice(0, 8)}`;
  readonly #taken = new Map<string, TakenJob>();
  #steps = 0;
  #isAsking = false;
  /**
   * Whether the worker is leaving. Jobs that still run then fail, since the database is gone; these errors are not
   * reported.
   */
  #isLeaving = false;
  /** When the worker next looks for jobs that pg-boss has forgotten. */
  #nextLook = 0;
  /** Why this machine cannot help with any of the runs. */
  #refusal: string | undefined;
  /** Whether the worker cannot help with any run yet. */
  #isIdle = false;
  /** When the worker next looks into all queues, though it has work. */
  #nextLookAround = 0;
  /** Whether this worker supervises the queues. */
  #isSupervisor = false;
  /** When it supervises them next, if it is not the supervisor. */
  #nextSupervision = performance.now() + SPARE_SUPERVISION;
  /** When the worker next looks which runs there are. */
  #looksAtRuns = Number.NEGATIVE_INFINITY;
  readonly #recent: number[] = [];
  /** Ends a wait when there is room again. */
  #wake = new AbortController();

  readonly #longestStop: number;

  /**
   * @param longestStop - ms for jobs under way when the worker is asked to stop. Jobs that take longer are left to
   * pg-boss.
   */
  constructor(
    pool: Pool,
    queues: BossQueues,
    work: SweepWork,
    onTrouble: (error: unknown) => void,
    longestStop: number = LONGEST_STOP,
  ) {
    this.#longestStop = longestStop;
    this.#pool = pool;
    this.#queues = queues;
    this.#work = work;
    this.#onTrouble = onTrouble;
    this.#context = {
      pool,
      queues,
      steps: new StepWriter(pool, queues),
      runs: new SweptRuns(pool),
      targets: new OpenTargets(),
      worker: this.#name,
      onEvent: (event) => this.#onEvent(event),
      onTrouble: (error) => this.#troubled(error),
    };
  }

  /** @throws DiscoveryError if this machine cannot help with any run. */
  async run(): Promise<void> {
    const alive = setInterval(() => void this.#stayAlive(), ALIVE);
    const ending = new AbortController();
    const leaving = new AbortController();
    void this.#supervise(leaving.signal);
    try {
      const over = this.#untilOver(ending);
      await Promise.race([over, waitFor(FOREVER, [this.#work.stop, ending.signal])]);
      // A worker must stop even if the database does not answer.
      await atMost(this.#longestStop, over);
    } finally {
      ending.abort();
      leaving.abort();
      this.#isLeaving = true;
      clearInterval(alive);
      for (const { lost } of this.#taken.values()) {
        lost.abort(new Error("the worker was stopped"));
      }
      const gone = databaseOf(this.#pool).query(`delete from ${SCHEMA}.workers where id = $1`, [this.#name]);
      await atMost(LAST_WORDS, Promise.allSettled([gone, ...this.#under()]));
      this.#context.targets.end();
    }
    if (this.#refusal !== undefined) {
      throw new DiscoveryError({ operation: "GetCallerIdentity", message: this.#refusal, cause: undefined });
    }
  }

  /** @param ending - is aborted when no more jobs are taken. */
  async #untilOver(ending: AbortController): Promise<void> {
    const { stop } = this.#work;
    await this.#stayAlive();
    while (!stop.aborted) {
      try {
        await this.#lookAtRuns();
        if (this.#refusal !== undefined) {
          break;
        }
        const looksAround = this.#taken.size === 0 || performance.now() >= this.#nextLookAround;
        const taken = await this.#take(looksAround);
        if (taken === 0 && looksAround) {
          if (await this.#isOver()) {
            break;
          }
          await this.#findLost();
        }
        if (taken === 0 || this.#room === 0) {
          await waitFor(PAUSE, [stop, this.#wake.signal]);
        }
      } catch (error) {
        this.#troubled(error);
        await waitFor(LONG_PAUSE, [stop]);
      }
    }
    ending.abort();
    // The jobs under way end with their current step.
    await Promise.all(this.#under());
  }

  #under(): readonly Promise<void>[] {
    return [...this.#taken.values()].map(({ done }) => done);
  }

  #troubled(error: unknown): void {
    if (!this.#isLeaving) {
      this.#onTrouble(error);
    }
  }

  /** Checks now and then whether this machine can help with any open run. */
  async #lookAtRuns(): Promise<void> {
    if (performance.now() < this.#looksAtRuns) {
      return;
    }
    const { runId } = this.#work;
    const open = await openRuns(this.#pool);
    const runs = runId === undefined ? open : open.filter((each) => each === runId);
    const found: Fitness[] = [];
    for (const each of runs) {
      found.push(await (await this.#context.runs.run(each)).fitness());
    }
    this.#looksAtRuns = performance.now() + LOOK_AT_RUNS;
    const refused = found.filter((fitness) => !fitness.isFit);
    this.#isIdle = found.length > 0 && refused.length === found.length;
    if (!this.#isIdle) {
      return;
    }
    const temporary = refused.find(({ isLasting }) => !isLasting);
    if (temporary === undefined) {
      this.#refusal = [...new Set(refused.map(({ reason }) => reason))].join("; ");
    } else {
      this.#onEvent({ what: "waits", runId: runs[0] ?? "", error: temporary.reason });
    }
  }

  get #room(): number {
    return this.#isIdle ? 0 : (this.#work.concurrency ?? CONCURRENCY) - this.#taken.size;
  }

  /**
   * @param looksAround - whether it looks into the queues, too, that are nearly always empty.
   * @returns how many jobs were taken.
   */
  async #take(looksAround: boolean): Promise<number> {
    this.#wake = new AbortController();
    let taken = 0;
    if (looksAround) {
      this.#nextLookAround = performance.now() + LOOK_AROUND;
      for (const name of ["finish", "discover", "dead"] as const) {
        taken += await this.#takeFrom(name, 1);
      }
    }
    return taken + (await this.#takeFrom("shard", Math.min(this.#room, BATCH)));
  }

  async #takeFrom(name: QueueName, most: number): Promise<number> {
    if (most <= 0) {
      return 0;
    }
    const jobs = await this.#queues.fetch(name, most);
    for (const job of jobs) {
      const lost = new AbortController();
      const taken: TakenJob = { name, job, lost, done: this.#do(name, job, lost.signal) };
      this.#taken.set(job.id, taken);
      void taken.done.finally(() => {
        this.#taken.delete(job.id);
        this.#wake.abort();
      });
    }
    return jobs.length;
  }

  /** Never rejects. */
  async #do(name: QueueName, job: HandedJob<QueueName>, signal: AbortSignal): Promise<void> {
    try {
      switch (name) {
        case "shard": {
          const { shard, job: id } = (job as HandedJob<"shard">).data;
          // It ends its job itself, together with its last step.
          await workOnShard(
            this.#context,
            { shard, job: id, attempt: job.retryCount },
            { stop: this.#work.stop, signal },
          );
          return;
        }
        case "discover":
          await this.#discover(job as HandedJob<"discover">);
          break;
        case "dead":
          await giveUpShard(this.#pool, this.#queues, (job as HandedJob<"dead">).data, {
            error: EXHAUSTED,
            at: new Date().toISOString(),
          });
          break;
        case "finish": {
          const { runId } = (job as HandedJob<"finish">).data;
          await endRun(this.#pool, runId, new Date().toISOString());
          this.#onEvent({ what: "ended", runId });
          break;
        }
      }
      await this.#queues.complete(name, job);
    } catch (error) {
      if (!this.#work.stop.aborted) {
        this.#troubled(error);
      }
      // If this fails, too, the lease expires, which takes longer.
      await this.#queues.fail(name, job, "given back").catch(ignore);
    }
  }

  async #discover({ data: { runId } }: HandedJob<"discover">): Promise<void> {
    const { stop } = this.#work;
    try {
      await discover(this.#context, runId, stop);
    } catch (error) {
      // A failure of the database is not a failure of the discovery.
      if (stop.aborted || !isDiscoveryFailure(error)) {
        throw error;
      }
      this.#onEvent(await discoverAgain(this.#context, runId, error));
    }
  }

  /** Looks now and then for jobs that were forgotten, while there is nothing to do. */
  async #findLost(): Promise<void> {
    if (performance.now() >= this.#nextLook) {
      await sendLostJobs(this.#pool, this.#queues, this.#work.runId);
      this.#nextLook = performance.now() + LOOK;
    }
  }

  async #isOver(): Promise<boolean> {
    const { runId } = this.#work;
    if (runId === undefined) {
      return false;
    }
    const run = await runOf(this.#pool, runId);
    return run === undefined || run.ended || run.failure !== null;
  }

  async #stayAlive(): Promise<void> {
    if (this.#isAsking) {
      // While the database does not answer, it is not asked again.
      return;
    }
    this.#isAsking = true;
    try {
      for (const name of ["shard", "discover", "finish", "dead"] as const) {
        const jobs = [...this.#taken.values()].filter((taken) => taken.name === name).map(({ job }) => job);
        const lost = jobs.length === 0 ? [] : await this.#queues.touch(name, jobs);
        for (const { id } of lost) {
          this.#taken.get(id)?.lost.abort(new Error("the lease was lost"));
        }
      }
      await this.#sayAlive();
    } catch (error) {
      this.#troubled(error);
    } finally {
      this.#isAsking = false;
    }
  }

  /** Supervises the queues as long as the worker is there: each second, or as a spare. */
  async #supervise(leaving: AbortSignal): Promise<void> {
    while (!leaving.aborted) {
      if (this.#isSupervisor || performance.now() >= this.#nextSupervision) {
        try {
          await this.#queues.supervise();
        } catch (error) {
          this.#troubled(error);
        }
        this.#nextSupervision = performance.now() + SPARE_SUPERVISION;
      }
      await waitFor(SUPERVISION, [leaving]);
    }
  }

  /** Reports that the worker is there. The first of those that are is the supervisor. */
  async #sayAlive(): Promise<void> {
    this.#recent.push(this.#steps);
    const first = this.#recent.length > WINDOW ? this.#recent.shift() : this.#recent[0];
    const rate = (this.#steps - (first ?? 0)) / ((Math.max(this.#recent.length, 2) - 1) * (ALIVE / 1_000));
    const shards = [...this.#taken.values()].filter(({ name }) => name === "shard").length;
    const [row] = await databaseOf(this.#pool).query<{ readonly isFirst: boolean }>(
      `insert into ${SCHEMA}.workers (id, host, pid, shards, pages, rate) values ($1, $2, $3, $4, $5, $6)
        on conflict (id) do update set seen_at = clock_timestamp(), shards = excluded.shards, pages = excluded.pages,
          rate = excluded.rate
        returning not exists (
          select 1 from ${SCHEMA}.workers other
          where other.id < $1 and other.seen_at > clock_timestamp() - interval '6 seconds'
        ) as "isFirst"`,
      [this.#name, hostname(), process.pid, shards, this.#steps, rate],
    );
    this.#isSupervisor = row?.isFirst === true;
  }

  #onEvent(event: SweepEvent): void {
    this.#steps += event.what === "step" ? 1 : 0;
    this.#work.onEvent?.(event);
  }
}

interface TakenJob {
  readonly name: QueueName;
  readonly job: HandedJob<QueueName>;
  readonly lost: AbortController;
  readonly done: Promise<void>;
}

function ignore(): void {}

const CONCURRENCY = 64;
/** Jobs that are taken at once. */
const BATCH = 20;
/** In ms. */
const PAUSE = 500;
const LONG_PAUSE = 1_000;
const LOOK = 60_000;
const LOOK_AT_RUNS = 2_000;
const LOOK_AROUND = 2_000;
/** In ms: with the ten seconds after which pg-boss considers a worker dead, this is how soon its jobs are handed out. */
const SUPERVISION = 1_000;
/** In ms, for the workers that are not the supervisor: in case that it hangs. */
const SPARE_SUPERVISION = 10_000;
/** In ms: the longest timer of Node. */
const FOREVER = 2_147_483_647;
const LONGEST_STOP = 15_000;
/** In ms, for the jobs that were aborted at the end. */
const LAST_WORDS = 2_000;
/** In ms, between two reports that the worker is alive: pg-boss considers it dead after ten seconds. */
const ALIVE = 2_000;
/** The number of these intervals over which the rate is measured. */
const WINDOW = 5;

const EXHAUSTED: StepError = {
  name: "WorkersDied",
  message: "the queue has handed it out as often as it may, and no worker has finished it; export again",
};
