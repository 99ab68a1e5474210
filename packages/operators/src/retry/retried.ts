import type { PageRequest } from "@rekognition-rx/core";
import { asyncScheduler, defer, identity, type Observable, queueScheduler, retry, subscribeOn, tap } from "rxjs";
import { timerIn } from "../time/timer-in.js";
import { attemptOf } from "./attempt-of.js";
import { Attempts } from "./attempts.js";
import type { RetryThrottledOptions } from "./retry-throttled-options.js";

/**
 * One request, repeated as the options say.
 *
 * @param request - the page request that it is, if it is one; `onRetry` is given it.
 */
export function retried<T>(
  source: Observable<T>,
  options: RetryThrottledOptions,
  request?: PageRequest,
): Observable<T> {
  const { scheduler = asyncScheduler } = options;
  return defer(() => {
    const attempts = new Attempts(options, request);
    const succeed = (): void => attempts.succeed();
    return attemptOf(source, attempts, scheduler).pipe(
      tap({ next: succeed, complete: succeed }),
      retry({ delay: (error: unknown) => timerIn(attempts.delayAfter(error), scheduler) }),
      // A timer of `queueScheduler` fires inside subscribe, and there `retry` calls itself: 10 000 failures overflow
      // the stack. If the first attempt is made in the queue as well, each timer waits until the attempt before it has
      // returned.
      scheduler === queueScheduler ? subscribeOn(queueScheduler) : identity,
    );
  });
}
