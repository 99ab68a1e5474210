import type { Step, StepError, SweepEvent, Target, TargetStep, WalkProgress } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { type ClaimedShard, claimShard, dropStrayJob, openWalks } from "../store/claims.js";
import { giveBackShard, giveUpShard } from "../store/ended-shards.js";
import { isLeaseLostError } from "../store/lease-lost-error.js";
import type { Lease } from "../store/lease.js";
import type { Queues } from "../store/queues.js";
import { isStepRefusedError } from "../store/step-refused-error.js";
import type { StepWriter } from "../store/step-writer.js";
import type { OpenTargets } from "./open-targets.js";
import type { SweptRuns, WorkedRun } from "./swept-runs.js";
import { waitFor } from "./wait-for.js";

/** What the shards of a worker share. */
export interface ShardContext {
  readonly pool: Pool;
  readonly queues: Queues;
  readonly steps: StepWriter;
  readonly runs: SweptRuns;
  readonly targets: OpenTargets;
  /** The name of the worker. */
  readonly worker: string;
  readonly onEvent: (event: SweepEvent) => void;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * One attempt at a shard: claims it, crawls its walks, one request after the other, and ends the job of the shard with
 * the last step.
 *
 * @param stop - ends the attempt after the step under way, and gives the shard back.
 * @param signal - ends the attempt at once: pg-boss has given the job to another worker.
 */
export async function workOnShard(
  context: ShardContext,
  lease: Lease,
  { stop, signal }: { readonly stop: AbortSignal; readonly signal: AbortSignal },
): Promise<void> {
  const { pool, queues, worker } = context;
  const claimed = await claimShard(pool, lease, worker);
  if (claimed === undefined) {
    await dropStrayJob(pool, lease, queues);
    return;
  }
  await new ShardWork(context, claimed).run(stop, signal);
}

class ShardWork {
  readonly #context: ShardContext;
  readonly #claimed: ClaimedShard;
  /** The walks that were begun in this attempt, by their keys. */
  readonly #begun = new Set<string>();
  /** Those of them that have not ended. */
  readonly #open = new Set<string>();
  #arrivals: number;
  #isDone = false;
  /** Whether another worker should try the shard, since it may have what this one lacks. */
  #isOthers = false;
  /** The error of the database, if it failed: that is not a failure of the shard. */
  #lost: { readonly error: unknown } | undefined;

  constructor(context: ShardContext, claimed: ClaimedShard) {
    this.#context = context;
    this.#claimed = claimed;
    this.#arrivals = claimed.arrivals;
  }

  async run(stop: AbortSignal, signal: AbortSignal): Promise<void> {
    this.#report("claimed");
    try {
      if (this.#claimed.barren > MOST_BARREN) {
        await this.#giveUp(KILLED);
        return;
      }
      await this.#crawl(stop, signal);
      if (this.#isDone) {
        this.#report("done");
      } else {
        await this.#giveBack(this.#isOthers ? { failed: false, startAfter: TURN } : undefined);
      }
    } catch (error) {
      await this.#failed(error, signal);
    }
  }

  async #crawl(stop: AbortSignal, signal: AbortSignal): Promise<void> {
    const { pool, runs, targets } = this.#context;
    const claimed = this.#claimed;
    const { target: id, region, accountId, accountName } = claimed;
    const run = await this.#ofDatabase(() => runs.run(claimed.runId));
    this.#isOthers = claimed.isAgain || !(await this.#ofDatabase(() => run.fitness())).isFit;
    if (this.#isOthers) {
      return;
    }
    await waitFor(claimed.wait, [stop, signal]);
    const walks = await this.#ofDatabase(() => openWalks(pool, claimed));
    if (stop.aborted) {
      return;
    }
    const lent = await targets.lend(`${claimed.runId} ${id} ${region}`, () =>
      run.finder().target({ id, accountId, accountName, region }),
    );
    if ("outcome" in lent) {
      const error = lent.error ?? NO_REASON;
      if (!this.#isLastTry) {
        // Perhaps only this machine has no credentials for it.
        throw new Error(error.message);
      }
      await this.#giveUp(error, lent.outcome);
      return;
    }
    try {
      const step: TargetStep = {
        _tag: "Target",
        target: id,
        accountId,
        accountName,
        region,
        outcome: "expected",
        error: null,
        at: now(),
      };
      const commit = (made: Step): Promise<readonly WalkProgress[]> => this.#commit(made, run);
      // One walk after the other: a worker that is killed loses only one request of this shard.
      const spanAttributes = {
        "rekognition_rx.run": claimed.runId,
        "rekognition_rx.shard": this.#name,
        "rekognition_rx.shard.attempt": claimed.lease.attempt,
      };
      const { target } = lent;
      const taken = this.#taken(walks);
      await run.crawler.crawl({ target, step, walks: taken, commit, openWalks: 1, spanAttributes, stop, signal });
    } finally {
      lent.giveBack();
    }
  }

  async #commit(step: Step, run: WorkedRun): Promise<readonly WalkProgress[]> {
    const { runId, depth } = run;
    const { pool, steps } = this.#context;
    const { lease } = this.#claimed;
    const isEnd = step._tag === "Walk" && step.outcome !== null;
    if (step._tag === "Walk" && step.error === null) {
      run.hasAnswered = true;
    } else if (!this.#isLastTry && isOfThisMachine(step, run)) {
      throw new Error("error" in step ? step.error?.message : undefined);
    }
    const { openWalks: left, arrivals } = await this.#ofDatabase(() =>
      steps.keep({ runId, lease, depth, step, mayBeLast: this.#open.size === 1 }),
    );
    if (isEnd) {
      this.#open.delete(keyOf(step));
      this.#isDone = left === 0;
    }
    this.#report("step");
    if (arrivals === this.#arrivals) {
      return [];
    }
    const walks = await this.#ofDatabase(() => openWalks(pool, this.#claimed));
    this.#arrivals = arrivals;
    return this.#taken(walks);
  }

  /** The walks that are new in this attempt. */
  #taken(walks: readonly WalkProgress[]): readonly WalkProgress[] {
    const fresh = walks.filter((walk) => !this.#begun.has(keyOf(walk)));
    for (const walk of fresh) {
      this.#begun.add(keyOf(walk));
      this.#open.add(keyOf(walk));
    }
    return fresh;
  }

  async #ofDatabase<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!isStepRefusedError(error)) {
        this.#lost ??= { error };
      }
      throw error;
    }
  }

  async #failed(error: unknown, signal: AbortSignal): Promise<void> {
    if (isLeaseLostError(error) || signal.aborted) {
      this.#report("lost");
      return;
    }
    if (this.#lost !== undefined) {
      this.#context.onTrouble(this.#lost.error);
      try {
        await this.#giveBack({ failed: false, startAfter: PATIENCE });
      } catch {
        // Then the lease of the shard expires, which takes longer.
      }
      return;
    }
    try {
      if (this.#isLastTry) {
        await this.#giveUp({ name: nameOf(error), message: messageOf(error) });
      } else {
        await this.#giveBack({ failed: true });
      }
    } catch (lost) {
      if (!isLeaseLostError(lost)) {
        this.#context.onTrouble(lost);
      }
    }
  }

  async #giveBack(how: Parameters<typeof giveBackShard>[3] = { failed: false }): Promise<void> {
    const { pool, queues } = this.#context;
    await giveBackShard(pool, queues, this.#claimed.lease, how);
    this.#report("gave back");
  }

  get #name(): string {
    const { target, operation } = this.#claimed;
    return `${target} ${operation}`;
  }

  get #isLastTry(): boolean {
    return this.#claimed.failures + 1 >= MOST_FAILURES;
  }

  async #giveUp(error: StepError, outcome?: Extract<Target, { readonly outcome: unknown }>["outcome"]): Promise<void> {
    const { pool, queues } = this.#context;
    this.#isDone = await giveUpShard(pool, queues, this.#claimed.lease, { error, at: now(), outcome });
    this.#report("gave up", error.message);
  }

  #report(what: SweepEvent["what"], error?: string): void {
    const { runId, lease } = this.#claimed;
    this.#context.onEvent({ what, runId, shard: this.#name, attempt: lease.attempt, error });
  }
}

/**
 * Whether this machine may be at fault: its credentials were refused, or the service never answered here. Another
 * machine may have what this one lacks.
 */
function isOfThisMachine(step: Step, { hasAnswered }: WorkedRun): boolean {
  return step._tag === "Target" || (step._tag === "Walk" && step.outcome === "failed" && !hasAnswered);
}

function keyOf({ parentArn }: Pick<WalkProgress, "parentArn">): string {
  return parentArn ?? "";
}

function now(): string {
  return new Date().toISOString();
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Claims in a row without a step: that many workers have died with the shard. */
const MOST_BARREN = 20;
/** Failures in a row that were the shard's own. */
const MOST_FAILURES = 5;

/** Seconds to wait for a database that has just failed. */
const PATIENCE = 2;

/** Seconds in which other workers may take a shard, before the worker that failed with it may get it again. */
const TURN = 2;

const KILLED: StepError = {
  name: "WorkersDied",
  message: `${MOST_BARREN} workers in a row died while they read it, before they kept a page; check that they have enough memory, and export again`,
};

const NO_REASON: StepError = { name: "NoCredentials", message: "there are no credentials for it on this machine" };
