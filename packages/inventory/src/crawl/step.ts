import type { Depth } from "./depth.js";
import type { InvalidRecord } from "../records/invalid-record.js";
import type { InventoryRecord } from "../records/inventory-record.js";
import type { Operation } from "./operation.js";
import type { WalkOutcome } from "./walk-outcome.js";

/** A committed step of a crawl: one line of its journal. Plain JSON. Times are ISO 8601 in UTC. */
export type Step = EndStep | RunStep | TargetStep | WalkStep;

/** The first step of a run. */
export interface RunStep {
  readonly _tag: "Run";
  readonly version: 1;
  /** `20261125T135627Z-4f2a` */
  readonly runId: string;
  readonly startedAt: string;
  readonly options: RunOptions;
}

/** What a run was asked for. A journal goes on only with the same. */
export interface RunOptions {
  readonly depth: readonly Depth[];
  /** Requests a second of each account, region and operation. */
  readonly rate: number;
  /** Whatever says where the targets came from, as plain JSON: for the command its own options. Never a secret. */
  readonly origin?: unknown;
}

/** A target was found, or turned out not to answer. The last one of a target holds. */
export interface TargetStep {
  readonly _tag: "Target";
  /** The same in every run: `111122223333:eu-west-1`, or what the account is known by where its id is not known yet. */
  readonly target: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  /** `null` for an account that was not asked in any region. */
  readonly region: string | null;
  /** `expected` until something answers, or does not. */
  readonly outcome: "closed" | "expected" | "no-credentials" | "suspended";
  readonly error: StepError | null;
  readonly at: string;
}

/** A page of a walk was read, or the walk ended. */
export interface WalkStep {
  readonly _tag: "Walk";
  readonly target: string;
  readonly accountId: string | null;
  readonly region: string;
  readonly operation: Operation;
  /** What the walk is about: a project, a dataset, a version; `null` for the projects of a target. */
  readonly parentArn: string | null;
  /** Counts up where the walk had to begin again, as its token had expired. Only the last generation counts. */
  readonly generation: number;
  /** Pages of this generation that are read, this one included. */
  readonly pages: number;
  readonly records: readonly InventoryRecord[];
  readonly invalid: readonly InvalidRecord[];
  /** Where the walk goes on; `null` where it is at its beginning, or at its end. */
  readonly position: string | null;
  /** `null` while it goes on. */
  readonly outcome: WalkOutcome | null;
  readonly error: StepError | null;
  /** Requests that were sent since the step before, throttled ones included. */
  readonly requests: number;
  readonly throttles: number;
  /** Milliseconds since the step before, or since the walk began in this process. */
  readonly elapsedMs: number;
  readonly at: string;
}

/** The crawl came to its end, whatever its walks came to. A journal without one is of a run that can be resumed. */
export interface EndStep {
  readonly _tag: "End";
  readonly at: string;
}

/** Why something is not complete. */
export interface StepError {
  /** As AWS names it, or as the error does. */
  readonly name: string;
  /** A sentence that says what to do. One line. */
  readonly message: string;
}
