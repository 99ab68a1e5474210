import {
  isListing,
  type Listing,
  MisplacedRetryError,
  RetriesExhaustedError,
  withPerRequest,
} from "@rekognition-rx/core";
import { asyncScheduler, type MonoTypeOperatorFunction, Observable, type SchedulerLike, timer } from "rxjs";
import { subscribeLinked } from "../operate/subscribe-linked.js";
import { backOff } from "./back-off.js";
import { checkRetryOptions } from "./check-retry-options.js";
import { classifyFailure, type FailureReason } from "./classify-failure.js";
import type { RetryThrottledOptions } from "./retry-throttled-options.js";

/**
 * Retries throttling and transient faults, with exponential back-off and full jitter.
 *
 * Put it directly behind a listing, where it repeats the failed page's request and no other,
 * or into the listing's `perRequest`, where it works for `for await` and `processPages` too,
 * or behind any Observable that makes one request.
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
export function retryThrottled<T>(options: RetryThrottledOptions = {}): MonoTypeOperatorFunction<T> {
  checkRetryOptions(options);
  return (source) =>
    isListing(source)
      ? withPerRequest(source as Listing<T>, (page$) => retried(page$, options))
      : retried(source, options);
}

function retried<T>(source: Observable<T>, options: RetryThrottledOptions): Observable<T> {
  return new Observable<T>((subscriber) => {
    const { scheduler = asyncScheduler } = options;
    const attempts = new Attempts(options, scheduler);
    let emitted = false;

    const attempt = (): void => {
      attempts.begin();
      subscribeLinked(source, subscriber, {
        next(value) {
          emitted = true;
          attempts.succeed();
          subscriber.next(value);
        },
        error(error) {
          let delay: number;
          try {
            delay = attempts.delayAfter(error, emitted);
          } catch (final) {
            subscriber.error(final);
            return;
          }
          // Scheduled even where there is no delay: a source that fails at once would fill the stack.
          // A timer that has run out leaves the subscriber by itself.
          subscriber.add(timer(delay, scheduler).subscribe(attempt));
        },
        complete() {
          attempts.succeed();
          subscriber.complete();
        },
      });
    };
    attempt();
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
  delayAfter(error: unknown, emitted: boolean): number {
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
    if (emitted) {
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
