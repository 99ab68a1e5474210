import { asyncScheduler, type SchedulerLike } from "rxjs";

/**
 * The time in ms: that of a virtual scheduler, or else that of the process. It never goes back, even if a clock is set
 * back.
 *
 * The schedulers of rxjs that really wait give the time of day, which can be changed while something waits.
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
