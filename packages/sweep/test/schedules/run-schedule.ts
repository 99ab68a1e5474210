import type { ProjectRecord, Step, TargetStep, VersionRecord, WalkProgress, WalkStep } from "@rekognition-rx/inventory";
import type { Pool } from "pg";
import { type ClaimedShard, claimShard, dropStrayJob, openWalks } from "../../src/store/claims.js";
import { giveBackShard, giveUpShard } from "../../src/store/ended-shards.js";
import { keepTargets } from "../../src/store/found-targets.js";
import { isLeaseLostError } from "../../src/store/lease-lost-error.js";
import type { Lease } from "../../src/store/lease.js";
import { beginOrJoin, endRun, markDiscovered } from "../../src/store/runs.js";
import { StepWriter } from "../../src/store/step-writer.js";
import { SCHEMA } from "../../src/tables/open-tables.js";
import { AT, foundTarget } from "../support/begun-run.js";
import { ModelEngine, type ModelJob } from "./model-engine.js";

/** What happens, one after the other; each number picks one of what can happen then. */
export interface Schedule {
  readonly targets: number;
  /** Pages of a listing of projects, each with one project. */
  readonly pages: number;
  readonly choices: readonly number[];
}

/** Whatever the schedule: at its end everything that was left is done by workers that nobody disturbs. */
export async function runSchedule(pool: Pool, runId: string, schedule: Schedule): Promise<readonly string[]> {
  return await new Play(pool, runId, schedule).run();
}

const DEPTH = ["projects", "versions"] as const;
const OPERATIONS = ["DescribeProjects", "DescribeProjectVersions", "ListTagsForResource"] as const;

/** A worker with a shard that it believes to have. */
interface Holder {
  readonly claimed: ClaimedShard;
  readonly open: Map<string, WalkProgress>;
  readonly begun: Set<string>;
  arrivals: number;
}

class Play {
  readonly #pool: Pool;
  readonly #runId: string;
  readonly #schedule: Schedule;
  readonly #engine = new ModelEngine();
  readonly #holders: Holder[] = [];
  /** Attempts of shards that were handed out, to workers that have not claimed them yet. */
  readonly #taken: Lease[] = [];
  readonly #wrong: string[] = [];

  constructor(pool: Pool, runId: string, schedule: Schedule) {
    this.#pool = pool;
    this.#runId = runId;
    this.#schedule = schedule;
  }

  async run(): Promise<readonly string[]> {
    const step: Step = {
      _tag: "Run",
      version: 1,
      runId: this.#runId,
      startedAt: AT,
      options: { depth: [...DEPTH], rate: 5 },
    };
    const options = {
      step,
      depth: [...DEPTH],
      rate: null,
      origin: "null",
      targets: JSON.stringify(this.#runId),
      callers: null,
    };
    await this.#engine.within((queues) => beginOrJoin(this.#pool, queues, options));
    for (const choice of this.#schedule.choices) {
      const kinds = this.#possible();
      const kind = kinds[choice % kinds.length] ?? [];
      await kind[Math.floor(choice / 7) % kind.length]?.();
    }
    // From here on nobody is disturbed: leases of those that are gone lapse.
    this.#holders.length = 0;
    this.#taken.length = 0;
    for (const job of this.#engine.active) {
      this.#engine.lapse(job);
    }
    for (let left = 1_000; this.#engine.ready.length + this.#holders.length > 0; left -= 1) {
      if (left === 0) {
        this.#wrong.push("it does not come to its end");
        break;
      }
      for (const job of this.#engine.ready) {
        await this.#handOut(job);
      }
      for (let [lease] = this.#taken; lease !== undefined; [lease] = this.#taken) {
        await this.#claim(lease);
      }
      await this.#stepAtOnce(1 + (left % 2));
    }
    await this.#judge();
    return this.#wrong;
  }

  /** What can happen now, by its kind: none is rare because there is much of another. */
  #possible(): readonly (readonly (() => Promise<void>)[])[] {
    return [
      this.#engine.ready.map((job) => () => this.#handOut(job)),
      this.#taken.map((lease) => () => this.#claim(lease)),
      this.#engine.active.map((job) => async () => this.#engine.lapse(job)),
      this.#holders.map((holder) => async () => void (await this.#step(holder))),
      this.#holders.length > 1 ? [() => this.#stepAtOnce(1), () => this.#stepAtOnce(2)] : [],
      this.#holders.map((holder) => () => this.#leave(holder, this.#holders.length % 2 === 0)),
    ].filter((kind) => kind.length > 0);
  }

  async #handOut(job: ModelJob): Promise<void> {
    this.#engine.handOut(job);
    const pool = this.#pool;
    if (job.queue === "discover") {
      await this.#engine.within((queues) =>
        keepTargets(pool, queues, this.#runId, { operations: [...OPERATIONS], targets: this.#targets() }),
      );
      await this.#engine.within((queues) => markDiscovered(pool, queues, this.#runId));
      this.#engine.complete(job);
      return;
    }
    if (job.queue === "finish") {
      await endRun(pool, this.#runId, AT);
      this.#engine.complete(job);
      return;
    }
    this.#taken.push({ shard: job.about, job: job.id, attempt: job.retryCount });
  }

  async #claim(lease: Lease): Promise<void> {
    const pool = this.#pool;
    this.#taken.splice(this.#taken.indexOf(lease), 1);
    const claimed = await claimShard(pool, lease, `worker ${this.#holders.length}`);
    if (claimed === undefined) {
      await this.#engine.within((queues) => dropStrayJob(pool, lease, queues));
      return;
    }
    const walks = await openWalks(pool, claimed);
    const keys = walks.map(({ parentArn }) => parentArn ?? "");
    this.#holders.push({
      claimed,
      open: new Map(walks.map((walk) => [walk.parentArn ?? "", walk])),
      begun: new Set(keys),
      arrivals: claimed.arrivals,
    });
  }

  /**
   * All that hold shards make their next step at the same time.
   *
   * @param processes - to how many processes they belong.
   */
  async #stepAtOnce(processes: number): Promise<void> {
    const holders = [...this.#holders];
    await this.#engine.within(async (queues) => {
      const writers = Array.from({ length: processes }, () => new StepWriter(this.#pool, queues));
      await Promise.all(holders.map((holder, at) => this.#step(holder, writers[at % processes])));
    });
  }

  /**
   * @param writer - of its process; one of its own if there is none.
   * @returns whether it had the lease, and has it still.
   */
  async #step(holder: Holder, writer?: StepWriter): Promise<boolean> {
    const { claimed, open, begun } = holder;
    const [walk] = open.values();
    if (walk === undefined) {
      this.#drop(holder);
      return false;
    }
    const step = pageAfter(walk, claimed, this.#schedule.pages);
    try {
      const { lease, runId } = claimed;
      const mayBeLast = open.size === 1;
      const kept = { runId, lease, depth: [...DEPTH], step, mayBeLast };
      const after = await (writer?.keep(kept) ??
        this.#engine.within((queues) => new StepWriter(this.#pool, queues).keep(kept)));
      const { generation, pages, position, outcome } = step;
      Object.assign(walk, { generation, pages, position, outcome });
      if (outcome !== null) {
        open.delete(walk.parentArn ?? "");
      }
      if (after.arrivals !== holder.arrivals) {
        holder.arrivals = after.arrivals;
        for (const fresh of await openWalks(this.#pool, claimed)) {
          const key = fresh.parentArn ?? "";
          if (!begun.has(key)) {
            begun.add(key);
            open.set(key, fresh);
          }
        }
      }
      if (open.size === 0) {
        this.#drop(holder);
      }
      return true;
    } catch (error) {
      if (!isLeaseLostError(error)) {
        throw error;
      }
      this.#drop(holder);
      return false;
    }
  }

  async #leave(holder: Holder, failed: boolean): Promise<void> {
    this.#drop(holder);
    const { lease } = holder.claimed;
    try {
      await this.#engine.within((queues) => giveBackShard(this.#pool, queues, lease, { failed }));
    } catch (error) {
      if (!isLeaseLostError(error)) {
        throw error;
      }
      // Nothing of it may be given up either.
      const isGivenUp = await this.#engine.within((queues) =>
        giveUpShard(this.#pool, queues, lease, { error: { name: "Poison", message: "poison" }, at: AT }),
      );
      if (isGivenUp) {
        this.#wrong.push("a shard was given up under a lease that was lost");
      }
    }
  }

  #drop(holder: Holder): void {
    const at = this.#holders.indexOf(holder);
    if (at !== -1) {
      this.#holders.splice(at, 1);
    }
  }

  #targets(): readonly TargetStep[] {
    // The last one is there twice.
    const numbers = Array.from({ length: this.#schedule.targets + 1 }, (_, at) =>
      Math.min(at + 1, this.#schedule.targets),
    );
    return numbers.map((number) => foundTarget(`${this.#runId} ${number}`));
  }

  async #judge(): Promise<void> {
    const rows = await this.#pool.query<{ readonly body: string }>(
      `select body from ${SCHEMA}.steps where run_id = $1 order by seq`,
      [this.#runId],
    );
    const steps = rows.rows.map(({ body }) => JSON.parse(body) as Step);
    const kept = steps.map(nameOf);
    const expected = this.#expected();
    this.#wrong.push(
      ...kept.filter((name, at) => kept.indexOf(name) !== at).map((name) => `${name} is there twice`),
      ...expected.filter((name) => !kept.includes(name)).map((name) => `${name} is not there`),
      ...kept.filter((name) => !expected.includes(name)).map((name) => `${name} is there, of which nobody knows`),
      ...outOfOrder(steps).map((name) => `${name} stands before what it follows from`),
    );
    const { rows: tables } = await this.#pool.query<{
      readonly open: number;
      readonly shards: number;
      readonly walks: number;
    }>(
      `select open_shards as open,
          (select count(*)::integer from ${SCHEMA}.shards s where s.run_id = r.run_id and (state <> 'idle' or open_walks <> 0))
            as shards,
          (select count(*)::integer from ${SCHEMA}.walks w join ${SCHEMA}.shards s on s.id = w.shard_id
            where s.run_id = r.run_id and w.outcome is null) as walks
        from ${SCHEMA}.runs r where run_id = $1 and ended_at is not null`,
      [this.#runId],
    );
    if (JSON.stringify(tables) !== JSON.stringify([{ open: 0, shards: 0, walks: 0 }])) {
      this.#wrong.push(`the tables end with ${JSON.stringify(tables)}`);
    }
    const unfinished = this.#engine.jobs.filter(({ state }) => state !== "done");
    if (unfinished.length > 0) {
      this.#wrong.push(`${unfinished.length} jobs are left`);
    }
  }

  /** Every step of a run that nobody disturbs. */
  #expected(): readonly string[] {
    const { targets, pages } = this.#schedule;
    const all = ["Run", "End"];
    for (let number = 1; number <= targets; number += 1) {
      const target = `${this.#runId} ${number}`;
      all.push(target);
      for (let page = 1; page <= pages; page += 1) {
        const project = `${target} p${page}`;
        all.push(`${target} DescribeProjects null ${page}`);
        all.push(`${target} DescribeProjectVersions ${project} 1`, `${target} DescribeProjectVersions ${project} 2`);
        all.push(`${target} ListTagsForResource ${project} v1 1`, `${target} ListTagsForResource ${project} v1 2`);
      }
    }
    return all;
  }
}

function nameOf(step: Step): string {
  if (step._tag === "Target") {
    return step.target;
  }
  return step._tag === "Walk" ? `${step.target} ${step.operation} ${step.parentArn} ${step.pages}` : step._tag;
}

/** The step of the next page of a walk: the same, whoever asks for it. */
function pageAfter(walk: WalkProgress, { target, operation, region }: ClaimedShard, pages: number): WalkStep {
  const page = walk.pages + 1;
  const last = operation === "DescribeProjects" ? pages : 2;
  const isLast = page === last;
  return {
    _tag: "Walk",
    target,
    accountId: null,
    region,
    operation,
    parentArn: walk.parentArn,
    generation: 0,
    pages: page,
    position: isLast ? null : `after ${page}`,
    outcome: isLast ? "complete" : null,
    error: null,
    requests: 1,
    throttles: 0,
    elapsedMs: 0,
    at: AT,
    records: recordsOf(operation, walk.parentArn ?? "", target, page),
    invalid: [],
  };
}

function recordsOf(operation: string, parentArn: string, target: string, page: number): WalkStep["records"] {
  if (operation === "DescribeProjects") {
    return [project(`${target} p${page}`), project(`${target} p${page}`)];
  }
  // The same model on both pages: it is walked once.
  return operation === "DescribeProjectVersions" ? [version(`${parentArn} v1`, parentArn)] : [];
}

function project(arn: string): ProjectRecord {
  return {
    _tag: "Project",
    arn,
    name: arn,
    feature: "CUSTOM_LABELS",
    status: "CREATED",
    creationTimestamp: null,
    autoUpdate: null,
    datasets: [],
  };
}

function version(arn: string, projectArn: string): VersionRecord {
  const nothing = {
    statusMessage: null,
    creationTimestamp: null,
    trainingEndTimestamp: null,
    billableTrainingSeconds: null,
    minInferenceUnits: null,
    maxInferenceUnits: null,
    f1Score: null,
    baseModelVersion: null,
    description: null,
    sourceVersionArn: null,
    kmsKeyId: null,
    outputBucket: null,
    outputPrefix: null,
  };
  const named = { arn, projectArn, projectName: projectArn, name: arn, feature: "CUSTOM_LABELS" };
  return { _tag: "Version", ...named, status: "STOPPED", ...nothing };
}

/** Pages of a walk follow each other, and a child its parent. */
function outOfOrder(steps: readonly Step[]): readonly string[] {
  const seen = new Set<string>([""]);
  const pages = new Map<string, number>();
  const wrong: string[] = [];
  for (const step of steps) {
    if (step._tag === "Walk") {
      const walk = `${step.target} ${step.operation} ${step.parentArn}`;
      if (!seen.has(step.parentArn ?? "") || step.pages !== (pages.get(walk) ?? 0) + 1) {
        wrong.push(nameOf(step));
      }
      pages.set(walk, step.pages);
      for (const record of step.records) {
        seen.add("arn" in record ? record.arn : "");
      }
    }
  }
  return wrong;
}
