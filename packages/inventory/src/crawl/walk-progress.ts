import type { Operation } from "./operation.js";
import type { WalkStep } from "./step.js";
import type { WalkOutcome } from "./walk-outcome.js";

/** How far a walk has come. */
export interface WalkProgress {
  readonly operation: Operation;
  readonly parentArn: string | null;
  generation: number;
  pages: number;
  position: string | null;
  outcome: WalkOutcome | null;
}

/** Moves a walk on, after a step of it was kept. */
export function moveOn(walk: WalkProgress, { generation, pages, position, outcome }: WalkStep): void {
  Object.assign(walk, { generation, pages, position, outcome });
}

/** The key of a walk among all walks of its target. */
export function keyOfWalk({ operation, parentArn }: Pick<WalkProgress, "operation" | "parentArn">): string {
  return `${operation} ${parentArn ?? ""}`;
}
