import type { Operation } from "./operation.js";
import type { WalkOutcome } from "./walk-outcome.js";

/** Where a walk stands. */
export interface WalkProgress {
  readonly operation: Operation;
  readonly parentArn: string | null;
  generation: number;
  pages: number;
  position: string | null;
  outcome: WalkOutcome | null;
}
