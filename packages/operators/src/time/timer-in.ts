import { type Observable, type SchedulerLike, switchMap, timer } from "rxjs";
import { LONGEST_TIMER } from "./longest-timer.js";

/** Emits after `milliseconds` and completes, even if that is longer than a timer of the platform can wait. */
export function timerIn(milliseconds: number, scheduler: SchedulerLike): Observable<0> {
  return milliseconds <= LONGEST_TIMER
    ? timer(milliseconds, scheduler)
    : timer(LONGEST_TIMER, scheduler).pipe(switchMap(() => timerIn(milliseconds - LONGEST_TIMER, scheduler)));
}
