import {
  isListing,
  type Listing,
  MisplacedRetryError,
  RetriesExhaustedError,
  withPerRequest,
} from "@rekognition-rx/core";
import {
  asyncScheduler,
  defer,
  identity,
  type Observable,
  queueScheduler,
  retry,
  type SchedulerLike,
  subscribeOn,
  tap,
  timer,
} from "rxjs";
import { backOff } from "./back-off.js";
import { checkRetryOptions } from "./check-retry-options.js";
import { classifyFailure, type FailureReason } from "./classify-failure.js";
import type { RetryThrottledOptions } from "./retry-throttled-options.js";

/**
 * Retries throttling and transient faults, with exponential back-off and full jitter.
 *
 * Put it directly after a listing, where it repeats the failed page's request and no other,
 * or into the listing's `perRequest`, where it works for `for await` and `processPages` too,
 * or after any Observable that makes one request.
 * Elsewhere a retry would deliver values twice: there it errors with a {@link MisplacedRetryError}.
 *
 * The delay before retry i, from 0 for each page, is `floor(random * min(base * 2^i, 20 000))` ms,
 * with a base of 1 000 for throttling and 50 for transient faults.
 * A hint of the service (`retry-after`) lengthens it by 5 000 ms at most.
 * These are the numbers of the AWS SDK's standard mode of November 2026 (@smithy/core 3.41).
 *
 * The SDK's client retries too, underneath: use `rekognitionClient` of the core package, or `maxAttempts: 1`.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenProjects, retryThrottled } from "@rekognition-rx/operators";
 *
 * describeProjects$({ client: rekognitionClient() })
 *   .pipe(retryThrottled({ maxAttempts: 8 }), flattenProjects())
 *   .subscribe({ next: (project) => console.log(project.ProjectArn), error: console.error });
 * ```
 *
 * @throws TypeError, RangeError for options that cannot work, at once.
 * Errors of the stream: {@link RetriesExhaustedError} with the last failure as its cause
 * (inside a `ListingError` where it retries the pages of a listing), {@link MisplacedRetryError},
 * and every failure that is not retried, as it came.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function retryThrottled<T = unknown>(options: RetryThrottledOptions = {}): RetryOperator<T> {
  checkRetryOptions(options);
  return (source: Observable<T>) =>
    (isListing(source)
      ? withPerRequest(source as Listing<T, never>, (page$) => retried(page$, options))
      : retried(source, options)) as never;
}

/** A listing stays a listing of its own type; in a `pipe`, TypeScript sees an Observable. */
export interface RetryOperator<T> {
  <Page extends T, Token>(listing: Listing<Page, Token>): Listing<Page, Token>;
  <Value extends T>(source: Observable<Value>): Observable<Value>;
  // What `pipe` infers from: of several signatures it reads the last one, and that without type parameters.
  (source: Observable<T>): Observable<T>;
}

function retried<T>(source: Observable<T>, options: RetryThrottledOptions): Observable<T> {
  const { scheduler = asyncScheduler } = options;
  return defer(() => {
    const attempts = new Attempts(options, scheduler);
    const succeed = (): void => attempts.succeed();
    return defer(() => {
      attempts.begin();
      return source;
    }).pipe(
      tap({ next: succeed, complete: succeed }),
      retry({ delay: (error: unknown) => timer(attempts.delayAfter(error), scheduler) }),
      // A timer of the queue runs out inside subscribe, and there `retry` calls itself: 10 000 failures fill the stack.
      // Where the first attempt is made in the queue as well, each timer waits until the attempt before it has returned.
      scheduler === queueScheduler ? subscribeOn(queueScheduler) : identity,
    );
  });
}

/** The attempts at one request: how many, since when, and whether there may be another. */
class Attempts {
  readonly #options: RetryThrottledOptions;
  readonly #scheduler: SchedulerLike;
  #made = 0;
  #startedAt = 0;
  #succeeded = false;
  #lastReason: FailureReason | undefined;

  constructor(options: RetryThrottledOptions, scheduler: SchedulerLike) {
    this.#options = options;
    this.#scheduler = scheduler;
  }

  begin(): void {
    if (this.#made === 0) {
      this.#startedAt = this.#scheduler.now();
    }
    this.#made += 1;
  }

  /** At the first value already: from then on a retry would repeat what was emitted. */
  succeed(): void {
    if (!this.#succeeded) {
      this.#succeeded = true;
      this.#options.budget?.refund(this.#lastReason);
    }
  }

  /**
   * Milliseconds until the next attempt.
   *
   * @throws what the stream is to error with, if there is none.
   */
  delayAfter(error: unknown): number {
    const { maxAttempts = 3, maxElapsed = Number.POSITIVE_INFINITY, budget, limiter, onRetry } = this.#options;
    if (limiter !== undefined && classifyFailure(error, undefined)?.reason === "throttled") {
      // Retried or not, it says that the quota is used up.
      limiter.throttled(error);
    }
    const failure = classifyFailure(error, this.#options.isRetryable);
    if (failure === undefined) {
      throw error;
    }
    const { reason } = failure;
    if (this.#succeeded) {
      throw new MisplacedRetryError({ cause: error });
    }
    const elapsed = this.#scheduler.now() - this.#startedAt;
    const giveUp = (limit: RetriesExhaustedError["limit"]): RetriesExhaustedError =>
      new RetriesExhaustedError({ attempts: this.#made, elapsed, reason, limit, cause: error });
    if (this.#made >= maxAttempts) {
      throw giveUp("maxAttempts");
    }
    const queued = reason === "throttled" && limiter !== undefined;
    const delay = queued ? 0 : backOff(this.#made - 1, failure, this.#options.random, this.#scheduler.now());
    if (elapsed + delay > maxElapsed) {
      throw giveUp("maxElapsed");
    }
    if (budget !== undefined && !budget.tryTake(reason)) {
      throw giveUp("budget");
    }
    this.#lastReason = reason;
    onRetry?.({ attempt: this.#made, delay, reason, error });
    return delay;
  }
}
