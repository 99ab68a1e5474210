import type { Operation } from "../crawl/operation.js";
import type { StepError } from "../crawl/step.js";
import type { WalkOutcome } from "../crawl/walk-outcome.js";

/** What became of a walk or of a target. Records and ledger together account for everything. */
export type LedgerEntry = TargetEntry | WalkEntry;

/** What became of a walk. */
export interface WalkEntry {
  readonly _tag: "Walk";
  /** The id of the target: `111122223333:eu-west-1`. */
  readonly target: string;
  /** Twelve digits; `null` if the account is not known. */
  readonly accountId: string | null;
  readonly region: string;
  readonly operation: Operation;
  /** The ARN that the walk asks about: a project, a dataset, a version; `null` for the projects of a target. */
  readonly parentArn: string | null;
  /**
   * A `WalkOutcome`, or one of these:
   *
   * - `gone`: what the walk asks about, or the parent of that, was deleted meanwhile. The views have nothing of it.
   * - `invalid`: every page was read, but not every record could be. One of those may be a record that you look for.
   * - `unfinished`: the run ended before the walk did, or before it was known whether what the walk asks about is still
   *   there.
   */
  readonly outcome: WalkOutcome | "invalid" | "unfinished";
  /** How often the walk began again because its token had expired. */
  readonly generation: number;
  /** Pages that were read in the last generation. */
  readonly pages: number;
  /** Records of the last generation: exactly those that are in the views. */
  readonly records: number;
  /** Records of the last generation that could not be read: exactly those that are in the views. */
  readonly invalid: number;
  /** Requests of all generations and attempts. */
  readonly requests: number;
  /** How many of `requests` were throttled. */
  readonly throttles: number;
  /** Milliseconds that all generations and attempts took, waits included. */
  readonly elapsedMs: number;
  /** Why the outcome is not `complete`; `null` if it is, or if there is no error. */
  readonly error: StepError | null;
}

/** What became of a target. */
export interface TargetEntry {
  readonly _tag: "Target";
  /** The id of the target: `111122223333:eu-west-1`. */
  readonly target: string;
  /** Twelve digits; `null` if the account is not known. */
  readonly accountId: string | null;
  /** The name of the account; `null` if none was given. */
  readonly accountName: string | null;
  /** `null` for an account that was not asked in any region. */
  readonly region: string | null;
  /**
   * `reached`: a walk has a page or an outcome, even if that is `denied` or `failed`. `unfinished`: the run ended
   * before that.
   */
  readonly outcome: "closed" | "no-credentials" | "reached" | "suspended" | "unfinished";
  /** Why it could not be asked; `null` if it could, or if no reason was given. */
  readonly error: StepError | null;
}
