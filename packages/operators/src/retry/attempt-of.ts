import { defer, EMPTY, map, merge, Observable, type SchedulerLike, Subject, takeUntil, tap } from "rxjs";
import { timerIn } from "../time/timer-in.js";
import { AttemptStart } from "./attempt-start.js";
import type { Attempts } from "./attempts.js";

/**
 * One attempt at a request; each subscription is one attempt. The attempt begins when the request is made, not when it
 * starts to wait in a limiter's queue. If there is a deadline, the wait in the queue ends at the deadline.
 */
export function attemptOf<T>(source: Observable<T>, attempts: Attempts, scheduler: SchedulerLike): Observable<T> {
  return defer(() => {
    const { left = Number.POSITIVE_INFINITY } = attempts;
    // Nearly every attempt is the first one, and has no deadline yet.
    return Number.isFinite(left)
      ? attemptBefore(left, source, attempts, scheduler)
      : subscribedWithin(new AttemptStart(attempts, () => attempts.start(), AttemptStart.current()), source);
  });
}

/** @param left - the milliseconds that the attempt may wait in a queue. */
function attemptBefore<T>(
  left: number,
  source: Observable<T>,
  attempts: Attempts,
  scheduler: SchedulerLike,
): Observable<T> {
  const started = new Subject<void>();
  const ended = new Subject<void>();
  const attempt = new AttemptStart(
    attempts,
    () => {
      attempts.start();
      started.next();
    },
    AttemptStart.current(),
  );
  const isLate = map((): never => {
    throw attempts.outOfTime();
  });
  return merge(
    // Unsubscribed before the error goes on: the error may give a permit back, and that permit must not start this
    // attempt after its end.
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

/** No operator of rxjs runs code around the subscription itself, and a `rateLimit` looks for the attempt there. */
function subscribedWithin<T>(attempt: AttemptStart, source: Observable<T>): Observable<T> {
  return new Observable((subscriber) => attempt.within(() => source.subscribe(subscriber)));
}
