import type { SchedulerLike } from "rxjs";

/** The time in ms: a given scheduler's, or else the process's own. It never goes back, though a clock is set back. */
export function clockOf(scheduler: SchedulerLike | undefined): () => number {
  if (scheduler === undefined) {
    return () => performance.now();
  }
  let last = scheduler.now();
  let lag = 0;
  return () => {
    const now = scheduler.now() + lag;
    if (now < last) {
      lag += last - now;
      return last;
    }
    last = now;
    return now;
  };
}
