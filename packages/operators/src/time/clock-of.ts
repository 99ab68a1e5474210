import { asyncScheduler, type SchedulerLike } from "rxjs";

/**
 * The time in ms: a virtual scheduler's, or else the process's own. It never goes back, though a clock is set back.
 *
 * The schedulers of rxjs that really wait have the time of day, which can be set while something waits.
 */
export function clockOf(scheduler: SchedulerLike | undefined): () => number {
  if (scheduler === undefined || scheduler.now === asyncScheduler.now) {
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
