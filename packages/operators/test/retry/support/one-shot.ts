import { defer, type Observable, of, type SchedulerLike, throwError } from "rxjs";

/** A request that fails with these errors, one an attempt, and then succeeds; and when each attempt was made. */
export interface OneShot {
  readonly request$: Observable<string>;
  readonly attemptsAt: readonly number[];
}

/** One request of which every subscription is an attempt. */
export function oneShot(failures: readonly unknown[], scheduler: SchedulerLike): OneShot {
  const attemptsAt: number[] = [];
  const request$ = defer(() => {
    const attempt = attemptsAt.push(scheduler.now()) - 1;
    return attempt < failures.length ? throwError(() => failures[attempt]) : of("answer");
  });
  return { request$, attemptsAt };
}

/** The times between attempts. */
export function waitsOf({ attemptsAt }: OneShot): readonly number[] {
  return attemptsAt.slice(1).map((at, i) => at - (attemptsAt[i] ?? 0));
}
