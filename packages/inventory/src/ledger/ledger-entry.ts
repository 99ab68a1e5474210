import type { Operation } from "../crawl/operation.js";
import type { StepError } from "../crawl/step.js";
import type { WalkOutcome } from "../crawl/walk-outcome.js";

/** What became of a walk, or of a target: records and ledger together account for everything. */
export type LedgerEntry = TargetEntry | WalkEntry;

export interface WalkEntry {
  readonly _tag: "Walk";
  readonly target: string;
  readonly accountId: string | null;
  readonly region: string;
  readonly operation: Operation;
  readonly parentArn: string | null;
  /**
   * `gone`: what it is about, or what that belongs to, was deleted meanwhile; nothing of it is in the views.
   * `invalid`: every page was read, and not every record could be: it may be one that is looked for.
   * `unfinished`: the run ended before the walk did, or before it was known whether what it is about is still there.
   */
  readonly outcome: WalkOutcome | "invalid" | "unfinished";
  readonly generation: number;
  /** Read in the last generation. */
  readonly pages: number;
  /** Of the last generation: those that are in the views, no more and no fewer. The same holds for `invalid`. */
  readonly records: number;
  readonly invalid: number;
  /** Of all generations and attempts, as `throttles` and `elapsedMs`. */
  readonly requests: number;
  readonly throttles: number;
  readonly elapsedMs: number;
  readonly error: StepError | null;
}

export interface TargetEntry {
  readonly _tag: "Target";
  readonly target: string;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly region: string | null;
  /** `reached`: something answered, were it a denial. `unfinished`: the run ended before it was asked. */
  readonly outcome: "closed" | "no-credentials" | "reached" | "suspended" | "unfinished";
  readonly error: StepError | null;
}
