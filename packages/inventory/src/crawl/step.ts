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
  /** The version of the format of the steps. */
  readonly version: 1;
  /** `20261125T135627Z-4f2a` */
  readonly runId: string;
  /** When the run began: ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly options: RunOptions;
}

/** What a run was asked for. A journal can be resumed only with the same `depth` and `origin`. */
export interface RunOptions {
  /** What the run asks for, always with `projects`. */
  readonly depth: readonly Depth[];
  /** Requests per second, for each account, region and operation. */
  readonly rate: number;
  /** Says where the targets came from, as plain JSON: the command writes its own options. Never a secret. */
  readonly origin?: unknown;
}

/**
 * A target was found, or turned out to have no credentials. If a target has several such steps, the last one counts.
 */
export interface TargetStep {
  readonly _tag: "Target";
  /**
   * The id of the target, the same in every run: `111122223333:eu-west-1`, or `profile work:eu-west-1` if the account
   * is not known.
   */
  readonly target: string;
  /** Twelve digits; `null` if the account is not known. */
  readonly accountId: string | null;
  /** The name of the account; `null` if none was given. */
  readonly accountName: string | null;
  /** `null` for an account that was not asked in any region. */
  readonly region: string | null;
  /** `expected`: it can be asked. Whether it has answered is in its walks. */
  readonly outcome: "closed" | "expected" | "no-credentials" | "suspended";
  /** Why it cannot be asked; `null` if it can, or if no reason was given. */
  readonly error: StepError | null;
  /** When the step was made: ISO 8601 in UTC. */
  readonly at: string;
}

/** A page of a walk was read, or the walk ended. */
export interface WalkStep {
  readonly _tag: "Walk";
  /** The id of the target, as in its {@link TargetStep}. */
  readonly target: string;
  /** Twelve digits; `null` until the account is known. */
  readonly accountId: string | null;
  readonly region: string;
  readonly operation: Operation;
  /** The ARN that the walk asks about: a project, a dataset, a version; `null` for the projects of a target. */
  readonly parentArn: string | null;
  /** How often the walk began again because its token had expired. Only the last generation counts. */
  readonly generation: number;
  /** How many pages of this generation have been read, this one included. */
  readonly pages: number;
  /** The records of the page; empty if the step only ends the walk. */
  readonly records: readonly InventoryRecord[];
  /** The records of the page that could not be read. */
  readonly invalid: readonly InvalidRecord[];
  /** Where the walk goes on; `null` at its beginning and at its end. */
  readonly position: string | null;
  /** `null` while the walk goes on. */
  readonly outcome: WalkOutcome | null;
  /** Why the walk ended early; `null` while it goes on, and if it is complete. */
  readonly error: StepError | null;
  /** Requests sent since the step before, throttled ones included. */
  readonly requests: number;
  /** How many of `requests` were throttled. */
  readonly throttles: number;
  /** Milliseconds since the step before, or since the walk began in this process. */
  readonly elapsedMs: number;
  /** When the page was read, or the walk ended: ISO 8601 in UTC. */
  readonly at: string;
}

/**
 * The crawl came to its end, whatever the outcomes of its walks. If this is not the last step of a journal, the run was
 * stopped, and can be resumed.
 */
export interface EndStep {
  readonly _tag: "End";
  /** When the crawl ended: ISO 8601 in UTC. */
  readonly at: string;
}

/** Why something is not complete. */
export interface StepError {
  /** The name that AWS gives, or the error itself. */
  readonly name: string;
  /** A sentence that says what to do. One line. */
  readonly message: string;
}
