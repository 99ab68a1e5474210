import type { Operation } from "./operation.js";
import type { WalkStep } from "./step.js";
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

/** A step of it was kept. */
export function moveOn(walk: WalkProgress, { generation, pages, position, outcome }: WalkStep): void {
  Object.assign(walk, { generation, pages, position, outcome });
}

/** What tells a walk from all others of its target. */
export function keyOfWalk({ operation, parentArn }: Pick<WalkProgress, "operation" | "parentArn">): string {
  return `${operation} ${parentArn ?? ""}`;
}
