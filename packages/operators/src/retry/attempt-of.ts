import { defer, EMPTY, map, merge, Observable, type SchedulerLike, Subject, takeUntil, tap } from "rxjs";
import { timerIn } from "../time/timer-in.js";
import { AttemptStart } from "./attempt-start.js";
import type { Attempts } from "./attempts.js";

/**
 * One attempt at a request, a subscription each. It counts from when the request is made, and not from when it
 * begins to wait in a limiter's queue; where there is a deadline, that wait ends at it.
 */
export function attemptOf<T>(source: Observable<T>, attempts: Attempts, scheduler: SchedulerLike): Observable<T> {
  return defer(() => {
    const { left = Number.POSITIVE_INFINITY } = attempts;
    // Nearly every attempt is the first one, and has no deadline yet.
    return Number.isFinite(left)
      ? attemptBefore(left, source, attempts, scheduler)
      : subscribedWithin(new AttemptStart(() => attempts.start(), AttemptStart.current()), source);
  });
}

/** @param left - milliseconds for which it may wait. */
function attemptBefore<T>(
  left: number,
  source: Observable<T>,
  attempts: Attempts,
  scheduler: SchedulerLike,
): Observable<T> {
  const started = new Subject<void>();
  const ended = new Subject<void>();
  const attempt = new AttemptStart(() => {
    attempts.start();
    started.next();
  }, AttemptStart.current());
  const isLate = map((): never => {
    throw attempts.outOfTime();
  });
  return merge(
    // Left before the error goes on: a permit that is given back by it must not let this attempt go after its end.
    subscribedWithin(attempt, source).pipe(takeUntil(ended)),
    defer(() =>
      attempt.isWaiting
        ? timerIn(left, scheduler).pipe(
            takeUntil(started),
            tap(() => ended.next()),
            isLate,
          )
        : EMPTY,
    ),
  );
}

/** No operator of rxjs runs something around the subscription itself, which is where a `rateLimit` looks. */
function subscribedWithin<T>(attempt: AttemptStart, source: Observable<T>): Observable<T> {
  return new Observable((subscriber) => attempt.within(() => source.subscribe(subscriber)));
}
