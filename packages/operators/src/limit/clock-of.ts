import type { SchedulerLike } from "rxjs";

/** The time in ms: a given scheduler's, or else a clock that never goes back. */
export function clockOf(scheduler: SchedulerLike | undefined): () => number {
  return scheduler === undefined ? () => performance.now() : () => scheduler.now();
}
