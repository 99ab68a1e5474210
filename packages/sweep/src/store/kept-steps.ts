import { childrenOf, type Depth, type Step, type WalkStep } from "@rekognition-rx/inventory";
import type { Database } from "./database.js";
import { KEEP_ONE, KEEP_SOME, KEEP_WITH_CHILDREN, STEP_COLUMNS, type StepColumn } from "./keep-statements.js";
import type { Lease } from "./lease.js";
import type { QueuedShard } from "./queued-shard.js";

/** A step that is to be kept, and what is known about its shard. */
export interface StepToKeep {
  readonly runId: string;
  readonly lease: Lease;
  readonly depth: readonly Depth[];
  readonly step: Step;
  /** Whether no other open walk of the shard is known: then the job may be done when this walk ends. */
  readonly mayBeLast: boolean;
}

/** A step as it is written. */
export interface WrittenStep extends StepToKeep {
  /** Its line of the journal. */
  readonly body: string;
}

/** The state of a shard after a step. */
export interface KeptStep {
  /** Walks that have something left to do. */
  readonly openWalks: number;
  /** As in the claim: if it has grown, the shard has new walks. */
  readonly arrivals: number;
}

/** A step that was kept with the walks that it has found. */
export interface KeptWithChildren extends KeptStep {
  /** The shards that had nothing to do before, and need a job now. */
  readonly opened: readonly QueuedShard[];
}

/** The walks that follow from a step. */
export function childrenIn({ step, depth }: Pick<StepToKeep, "depth" | "step">): ReturnType<typeof childrenOf> {
  return step._tag === "Walk" ? step.records.flatMap((record) => childrenOf(record, depth)) : [];
}

/**
 * Keeps a step with one statement, together with the walks that it has found. If its shard is locked, it waits.
 *
 * @returns `undefined` if another worker has the shard, or if its walk is at another position: nothing was written.
 */
export async function keepWithChildren(database: Database, kept: WrittenStep): Promise<KeptWithChildren | undefined> {
  const children = childrenIn(kept);
  const [row] = await database.query<KeptStep & { readonly opened: readonly QueuedShard[] | null }>(
    KEEP_WITH_CHILDREN,
    [...valuesOf(kept), children.map(({ operation }) => operation), children.map(({ parentArn }) => parentArn)],
    "keep step",
  );
  return row && { openWalks: row.openWalks, arrivals: row.arrivals, opened: row.opened ?? [] };
}

/**
 * Keeps pages of several shards with one statement. They have found no walks.
 *
 * It waits for nobody: a step is left out if its shard, its walk or its run is locked. So neither does it hold up the other steps, nor can two
 * such statements wait for each other.
 *
 * @returns the state of each shard, in the order of the steps; `undefined` if the step was left out, or if
 * {@link keepWithChildren} would not keep it.
 */
export async function keepTogether(
  database: Database,
  steps: readonly WrittenStep[],
): Promise<readonly (KeptStep | undefined)[]> {
  const rows = steps.map(valuesOf);
  const [only] = rows;
  const states =
    only !== undefined && rows.length === 1
      ? await database.query<NumberedState>(KEEP_ONE, only, "keep one step")
      : // Not prepared: a plan that was made while the tables were small reads them whole when they have grown.
        await database.query<NumberedState>(KEEP_SOME, columnsOf(rows));
  const byNumber = new Map(states.map(({ nr, openWalks, arrivals }) => [nr, { openWalks, arrivals }]));
  return steps.map((_, at) => byNumber.get(at + 1));
}

interface NumberedState extends KeptStep {
  /** The position of the step in the statement, from 1. */
  readonly nr: number;
}

/** The values of a step, in the order of {@link STEP_COLUMNS}. */
function valuesOf({ lease, step, body }: WrittenStep): readonly unknown[] {
  const walk: Partial<WalkStep> = step._tag === "Walk" ? step : {};
  const values: Readonly<Record<StepColumn, unknown>> = {
    shard_id: lease.shard,
    job_id: lease.job,
    attempt: lease.attempt,
    body,
    parent_arn: step._tag === "Walk" ? (step.parentArn ?? "") : null,
    generation: walk.generation,
    pages_before: step._tag === "Walk" ? pagesBefore(step) : null,
    pages: walk.pages,
    position: walk.position,
    outcome: walk.outcome,
    account_id: walk.accountId,
  };
  return STEP_COLUMNS.map(([name]) => values[name]);
}

/** The parameters of a statement for several steps, from the values of each step. */
function columnsOf(rows: readonly (readonly unknown[])[]): readonly unknown[] {
  return STEP_COLUMNS.map(([name], at) => {
    const column = rows.map((row) => row[at]);
    return name === "body" ? column.join("\n") : column;
  });
}

/** The number of pages that the walk must have before the step: the step adds one page, or reports a failure. */
function pagesBefore({ error, pages }: WalkStep): number {
  return error === null ? pages - 1 : pages;
}
