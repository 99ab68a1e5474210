import type { Operation } from "./operation.js";
import type { WalkStep } from "./step.js";
import type { WalkOutcome } from "./walk-outcome.js";

/** How far a walk has come. */
export interface WalkProgress {
  readonly operation: Operation;
  /** The ARN that the walk asks about: a project, a dataset, a version; `null` for the projects of a target. */
  readonly parentArn: string | null;
  /** How often the walk began again because its token had expired. */
  generation: number;
  /** How many pages of this generation have been read. */
  pages: number;
  /** Where the walk goes on; `null` at its beginning and at its end. */
  position: string | null;
  /** `null` until the walk has ended. */
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
