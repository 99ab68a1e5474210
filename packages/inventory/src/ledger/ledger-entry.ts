import type { Operation } from "../crawl/operation.js";
import type { StepError } from "../crawl/step.js";
import type { WalkOutcome } from "../crawl/walk-outcome.js";

/** What became of a walk or of a target. Records and ledger together account for everything. */
export type LedgerEntry = TargetEntry | WalkEntry;

export interface WalkEntry {
  readonly _tag: "Walk";
  readonly target: string;
  readonly accountId: string | null;
  readonly region: string;
  readonly operation: Operation;
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
  readonly generation: number;
  /** Pages that were read in the last generation. */
  readonly pages: number;
  /** Records of the last generation: exactly those that are in the views. The same holds for `invalid`. */
  readonly records: number;
  readonly invalid: number;
  /** Requests of all generations and attempts. The same holds for `throttles` and `elapsedMs`. */
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
  /**
   * `reached`: a walk has a page or an outcome, even if that is `denied` or `failed`. `unfinished`: the run ended
   * before that.
   */
  readonly outcome: "closed" | "no-credentials" | "reached" | "suspended" | "unfinished";
  readonly error: StepError | null;
}
