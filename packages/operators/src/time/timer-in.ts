import { type Observable, type SchedulerLike, switchMap, timer } from "rxjs";
import { LONGEST_TIMER } from "./longest-timer.js";

/** Emits in so many milliseconds, and completes; also where that is longer than a timer of the platform can be. */
export function timerIn(milliseconds: number, scheduler: SchedulerLike): Observable<0> {
  return milliseconds <= LONGEST_TIMER
    ? timer(milliseconds, scheduler)
    : timer(LONGEST_TIMER, scheduler).pipe(switchMap(() => timerIn(milliseconds - LONGEST_TIMER, scheduler)));
}
