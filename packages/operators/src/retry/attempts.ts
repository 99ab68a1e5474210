import { MisplacedRetryError, type PageRequest, RetriesExhaustedError } from "@rekognition-rx/core";
import { asyncScheduler } from "rxjs";
import { clockOf } from "../time/clock-of.js";
import { backOff } from "./back-off.js";
import { classifyFailure, type Failure, type FailureReason } from "./classify-failure.js";
import type { RetryThrottledOptions } from "./retry-throttled-options.js";

/** The attempts at one request: how many, since when, and whether there may be another. */
export class Attempts {
  readonly #options: RetryThrottledOptions;
  readonly #request: PageRequest | undefined;
  /** A clock that cannot jump: somebody may change the time of day while requests are retried. */
  readonly #clock: () => number;
  readonly #failures = { throttled: 0, transient: 0 };
  #startedAt: number | undefined;
  #succeeded = false;
  #wasSkewed = false;
  #last: { readonly reason: FailureReason; readonly error: unknown } | undefined;

  constructor(options: RetryThrottledOptions, request?: PageRequest) {
    this.#options = options;
    this.#request = request;
    this.#clock = clockOf(options.scheduler);
  }

  /** Milliseconds in which a further attempt may still begin; `undefined` before the first attempt. */
  get left(): number | undefined {
    const { maxElapsed = Number.POSITIVE_INFINITY } = this.#options;
    return this.#startedAt === undefined ? undefined : Math.max(0, this.#startedAt + maxElapsed - this.#clock());
  }

  /** A request is made. */
  start(): void {
    this.#startedAt ??= this.#clock();
  }

  /** Called at the first value, not at the end: after a value, a retry would repeat what was emitted. */
  succeed(): void {
    if (!this.#succeeded) {
      this.#succeeded = true;
      this.#options.budget?.refund(this.#last?.reason);
    }
  }

  /** The error of the stream when an attempt has waited for too long in a limiter's queue. */
  outOfTime(): RetriesExhaustedError {
    const { reason = "throttled", error } = this.#last ?? {};
    return this.#exhausted(reason, "maxElapsed", error);
  }

  /**
   * Milliseconds until the next attempt.
   *
   * @throws the error of the stream, if there is no next attempt.
   */
  delayAfter(error: unknown): number {
    const { budget, limiter, isRetryable, onRetry } = this.#options;
    if (limiter !== undefined && classifyFailure(error, undefined)?.reason === "throttled") {
      // Reported even if it is not retried: it shows that the quota is used up.
      limiter.throttled(error);
    }
    const failure = classifyFailure(error, isRetryable);
    if (failure === undefined) {
      throw error;
    }
    const { reason, isSkew = false } = failure;
    // The request may have failed while it was subscribed to, before `within` could mark its start.
    this.start();
    if (this.#succeeded) {
      throw new MisplacedRetryError({ cause: error });
    }
    this.#failures[reason] += 1;
    // The client corrects its clock after the first one. So a second one does not go away.
    const isLastingSkew = isSkew && this.#wasSkewed;
    this.#wasSkewed ||= isSkew;
    if (isLastingSkew || this.#isLast(reason)) {
      throw this.#exhausted(reason, "maxAttempts", error);
    }
    const delay = this.#delay(failure);
    if (delay > (this.left ?? Number.POSITIVE_INFINITY)) {
      throw this.#exhausted(reason, "maxElapsed", error);
    }
    if (budget !== undefined && !budget.tryTake(reason)) {
      throw this.#exhausted(reason, "budget", error);
    }
    this.#last = { reason, error };
    onRetry?.({ attempt: this.#made, delay, reason, error, request: this.#request });
    return delay;
  }

  get #made(): number {
    return this.#failures.throttled + this.#failures.transient;
  }

  #isLast(reason: FailureReason): boolean {
    const { maxAttempts, limiter } = this.#options;
    if (typeof maxAttempts === "number") {
      return this.#made >= maxAttempts;
    }
    if (maxAttempts === undefined && limiter === undefined) {
      return this.#made >= ATTEMPTS;
    }
    const defaults = limiter === undefined ? { throttled: ATTEMPTS, transient: ATTEMPTS } : ATTEMPTS_WITH_LIMITER;
    return this.#failures[reason] >= (maxAttempts?.[reason] ?? defaults[reason]);
  }

  #delay(failure: Failure): number {
    const { limiter, random, scheduler = asyncScheduler } = this.#options;
    const isPaced = failure.reason === "throttled" && limiter !== undefined;
    // The limiter's queue paces the retry. It makes all its users wait for as long as the service asked.
    return isPaced ? 0 : backOff(this.#made - 1, failure, random, scheduler.now());
  }

  #exhausted(reason: FailureReason, limit: RetriesExhaustedError["limit"], cause: unknown): RetriesExhaustedError {
    const elapsed = this.#startedAt === undefined ? 0 : this.#clock() - this.#startedAt;
    return new RetriesExhaustedError({
      attempts: this.#made,
      elapsed,
      reason,
      limit,
      isPaced: this.#options.limiter !== undefined,
      isOneLimit: typeof this.#options.maxAttempts === "number",
      others: this.#made - this.#failures[reason],
      cause,
    });
  }
}

/** As in the SDK's standard mode. */
const ATTEMPTS = 3;
/**
 * The two kinds are counted separately. The queue paces throttled requests, and the limiter's own search for the quota
 * must not end a walk.
 */
const ATTEMPTS_WITH_LIMITER = { throttled: 30, transient: 3 } as const;
