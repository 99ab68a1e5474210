import { AsyncLocalStorage } from "node:async_hooks";
import type { Pool } from "pg";
import { atMost } from "../time/at-most.js";
import { isLostConnection } from "./is-lost-connection.js";
import { databaseOf, inTransaction } from "./database.js";
import {
  childrenIn,
  type KeptStep,
  type KeptWithChildren,
  keepTogether,
  keepWithChildren,
  type StepToKeep,
  type WrittenStep,
} from "./kept-steps.js";
import { LeaseLostError } from "./lease-lost-error.js";
import type { Queues } from "./queues.js";
import { shardsOpened } from "./runs.js";
import { StepRefusedError } from "./step-refused-error.js";

/**
 * Keeps the steps of a worker. While one statement is under way, the steps that come meanwhile wait, and go with the next
 * one: a worker that reads slowly sends each step at once, and one that reads fast sends several with a statement.
 */
export class StepWriter {
  readonly #pool: Pool;
  readonly #queues: Queues;
  readonly #waiting: WaitingStep[] = [];
  readonly #underWay = new Set<Promise<unknown>>();
  #isWriting = false;
  /** A statement has steps of several shards: it does not belong in the trace of one of them. */
  readonly #inOwnContext = AsyncLocalStorage.snapshot();

  constructor(pool: Pool, queues: Queues) {
    this.#pool = pool;
    this.#queues = queues;
  }

  /**
   * Keeps a step. All of the following are kept with it, or not at all: the walks that the step has found, the jobs of
   * their shards, and the end of the shard's own job if no walk is left.
   *
   * @throws LeaseLostError if another worker has the shard, or if its walk is at another position.
   * @throws StepRefusedError if the database answers, but cannot keep this step.
   */
  async keep(kept: StepToKeep): Promise<KeptStep> {
    const written = { ...kept, body: JSON.stringify(kept.step) };
    try {
      if (childrenIn(kept).length > 0 || (isEnd(kept) && kept.mayBeLast)) {
        return await this.#inTransaction(written);
      }
      const isSmall = written.body.length <= MOST_OF_ONE;
      const withOthers = kept.step._tag === "Walk" && isSmall ? await this.#withOthers(written) : undefined;
      return withOthers ?? unlessLost(kept, await keepWithChildren(databaseOf(this.#pool), written));
    } catch (error) {
      throw isRefusal(error) ? new StepRefusedError(error) : error;
    }
  }

  async #inTransaction(kept: WrittenStep): Promise<KeptStep> {
    const { lease, runId } = kept;
    return await inTransaction(this.#pool, async (database) => {
      const { opened, ...after } = unlessLost(kept, await keepWithChildren(database, kept));
      const isDone = isEnd(kept) && after.openWalks === 0;
      if (opened.length > 0) {
        await this.#queues.sendShards(opened, database);
      }
      if (isDone) {
        await this.#queues.completeShard(lease.job, database);
      }
      // Last, since all shards of a run update this row.
      await shardsOpened(database, this.#queues, runId, opened.length - (isDone ? 1 : 0));
      return after;
    });
  }

  /** Resolves with `undefined` if the step has to be kept alone. */
  async #withOthers(kept: WrittenStep): Promise<KeptStep | undefined> {
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ kept, resolve, reject });
      if (!this.#isWriting) {
        void this.#inOwnContext(() => this.#write());
      }
    });
  }

  /** Keeps what waits, one statement after the other. A statement that hangs holds up the next one for a second only. */
  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const written = this.#together(this.#waiting.splice(0, MOST)).finally(() => this.#underWay.delete(written));
      this.#underWay.add(written);
      await (this.#underWay.size < MOST_UNDER_WAY ? atMost(PATIENCE, written) : Promise.race(this.#underWay));
    }
    this.#isWriting = false;
  }

  /** Never rejects. */
  async #together(some: readonly WaitingStep[]): Promise<void> {
    try {
      const states = await keepTogether(
        databaseOf(this.#pool),
        some.map(({ kept }) => kept),
      );
      some.forEach(({ resolve }, at) => resolve(states[at]));
    } catch (error) {
      for (const { resolve, reject } of some) {
        if (isAnswer(error)) {
          // Only one of them may be at fault.
          resolve(undefined);
        } else {
          reject(error);
        }
      }
    }
  }
}

interface WaitingStep {
  readonly kept: WrittenStep;
  readonly resolve: (state: KeptStep | undefined) => void;
  readonly reject: (error: unknown) => void;
}

function isEnd({ step }: StepToKeep): boolean {
  return step._tag === "Walk" && step.outcome !== null;
}

function unlessLost({ lease }: StepToKeep, state: KeptWithChildren | undefined): KeptWithChildren {
  if (state === undefined) {
    throw new LeaseLostError(lease);
  }
  return state;
}

/** Whether it is an error that Postgres has answered with, and not one of the connection. */
function isAnswer(error: unknown): error is Error {
  return codeOf(error) !== undefined && !isLostConnection(error);
}

/**
 * Whether the data break a rule of the database, such as a constraint or a limit: another attempt would fail in the
 * same way.
 */
function isRefusal(error: unknown): error is Error {
  return /^(?:22|23|54)/.test(codeOf(error) ?? "");
}

/** The SQLSTATE of an error. */
function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Steps of one statement: a worker has as many shards, by default. */
const MOST = 64;
/** In ms: after that, the statement under way may hang, for example because its connection is silent. */
const PATIENCE = 1_000;
/** Statements under way if all hang: the others of the connections are for the rest of the worker. */
const MOST_UNDER_WAY = 3;
/** Characters of a step that goes with others: a large one would hold them up. Most have less than a thousand. */
const MOST_OF_ONE = 65_536;
