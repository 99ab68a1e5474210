import type { Database } from "../../src/store/database.js";
import type { QueuedShard } from "../../src/store/queued-shard.js";
import type { Queues } from "../../src/store/queues.js";

/** A job of the model. */
export interface ModelJob {
  readonly id: string;
  readonly queue: "discover" | "finish" | "shard";
  /** A shard, or a run. */
  readonly about: string;
  readonly quotaKey: string;
  state: "active" | "done" | "waiting";
  /** How often it was handed out before. */
  retryCount: number;
  wasHandedOut: boolean;
}

/**
 * What the engine promises, and no more: a job is handed out at least once, one of a key at a time, and again as its lease has
 * lapsed, whatever became of the worker that had it. What is sent in a transaction is there with it.
 */
export class ModelEngine {
  readonly jobs: ModelJob[] = [];

  /** What one transaction sends: kept only as it is committed. */
  async within<Result>(work: (queues: Queues) => Promise<Result>): Promise<Result> {
    const effects: (() => void)[] = [];
    const send = (queue: ModelJob["queue"], { shard, job, quotaKey }: QueuedShard): void => {
      effects.push(() => {
        this.jobs.push({
          id: job,
          queue,
          about: shard,
          quotaKey,
          state: "waiting",
          retryCount: 0,
          wasHandedOut: false,
        });
      });
    };
    const queues: Queues = {
      sendShards: async (shards: readonly QueuedShard[], _database: Database) => {
        for (const shard of shards) {
          send("shard", shard);
        }
      },
      sendDiscover: async (runId) => send("discover", { shard: runId, job: `discover ${runId}`, quotaKey: runId }),
      sendFinish: async (runId) =>
        send("finish", { shard: runId, job: `finish ${this.jobs.length}`, quotaKey: `finish ${this.jobs.length}` }),
      completeShard: async (id) => {
        effects.push(() => {
          const job = this.jobs.find((each) => each.id === id);
          // As the engine's statement: of one that is not active, nothing becomes.
          if (job?.state === "active") {
            job.state = "done";
          }
        });
      },
    };
    const result = await work(queues);
    for (const effect of effects) {
      effect();
    }
    return result;
  }

  /** Jobs that may be handed out now. */
  get ready(): readonly ModelJob[] {
    const busy = new Set(this.jobs.filter(({ state }) => state === "active").map(({ quotaKey }) => quotaKey));
    return this.jobs.filter(({ state, quotaKey }) => state === "waiting" && !busy.has(quotaKey));
  }

  get active(): readonly ModelJob[] {
    return this.jobs.filter(({ state }) => state === "active");
  }

  handOut(job: ModelJob): void {
    job.retryCount += job.wasHandedOut ? 1 : 0;
    job.wasHandedOut = true;
    job.state = "active";
  }

  /** Nobody has said for a while that it is being worked on. */
  lapse(job: ModelJob): void {
    job.state = "waiting";
  }

  complete(job: ModelJob): void {
    job.state = "done";
  }
}
