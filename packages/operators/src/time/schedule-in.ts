import type { SchedulerLike, Subscription } from "rxjs";
import { LONGEST_TIMER } from "./longest-timer.js";

/**
 * Calls `work` after `milliseconds`, or earlier if that is longer than a timer of the platform can wait. So `work` must
 * check whether it is time yet.
 */
export function scheduleIn(scheduler: SchedulerLike, milliseconds: number, work: () => void): Subscription {
  return scheduler.schedule(work, Math.min(Math.max(1, Math.ceil(milliseconds)), LONGEST_TIMER));
}
