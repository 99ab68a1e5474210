import { MisplacedRetryError, RetriesExhaustedError } from "@rekognition-rx/core";
import { asyncScheduler } from "rxjs";
import { clockOf } from "../time/clock-of.js";
import { backOff } from "./back-off.js";
import { classifyFailure, type Failure, type FailureReason } from "./classify-failure.js";
import type { RetryThrottledOptions } from "./retry-throttled-options.js";

/** The attempts at one request: how many, since when, and whether there may be another. */
export class Attempts {
  readonly #options: RetryThrottledOptions;
  /** Cannot jump: the time of day may be set while requests are retried. */
  readonly #clock: () => number;
  readonly #failures = { throttled: 0, transient: 0 };
  #startedAt: number | undefined;
  #succeeded = false;
  #wasSkewed = false;
  #last: { readonly reason: FailureReason; readonly error: unknown } | undefined;

  constructor(options: RetryThrottledOptions) {
    this.#options = options;
    this.#clock = clockOf(options.scheduler);
  }

  /** Milliseconds until no attempt may begin any more; `undefined` before the first. */
  get left(): number | undefined {
    const { maxElapsed = Number.POSITIVE_INFINITY } = this.#options;
    return this.#startedAt === undefined ? undefined : Math.max(0, this.#startedAt + maxElapsed - this.#clock());
  }

  /** A request is made. */
  start(): void {
    this.#startedAt ??= this.#clock();
  }

  /** At the first value already: from then on a retry would repeat what was emitted. */
  succeed(): void {
    if (!this.#succeeded) {
      this.#succeeded = true;
      this.#options.budget?.refund(this.#last?.reason);
    }
  }

  /** What the stream errors with when an attempt has waited in a limiter's queue for too long. */
  outOfTime(): RetriesExhaustedError {
    const { reason = "throttled", error } = this.#last ?? {};
    return this.#exhausted(reason, "maxElapsed", error);
  }

  /**
   * Milliseconds until the next attempt.
   *
   * @throws what the stream is to error with, if there is none.
   */
  delayAfter(error: unknown): number {
    const { budget, limiter, isRetryable, onRetry } = this.#options;
    if (limiter !== undefined && classifyFailure(error, undefined)?.reason === "throttled") {
      // Retried or not, it says that the quota is used up.
      limiter.throttled(error);
    }
    const failure = classifyFailure(error, isRetryable);
    if (failure === undefined) {
      throw error;
    }
    const { reason, isSkew = false } = failure;
    // It may have failed before it had returned.
    this.start();
    if (this.#succeeded) {
      throw new MisplacedRetryError({ cause: error });
    }
    this.#failures[reason] += 1;
    // The client has set its clock by the first one: the second is no fault that passes.
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
    onRetry?.({ attempt: this.#made, delay, reason, error });
    return delay;
  }

  get #made(): number {
    return this.#failures.throttled + this.#failures.transient;
  }

  #isLast(reason: FailureReason): boolean {
    const { maxAttempts, limiter } = this.#options;
    if (maxAttempts !== undefined || limiter === undefined) {
      return this.#made >= (maxAttempts ?? ATTEMPTS);
    }
    return this.#failures[reason] >= ATTEMPTS_WITH_LIMITER[reason];
  }

  #delay(failure: Failure): number {
    const { limiter, random, scheduler = asyncScheduler } = this.#options;
    const isPaced = failure.reason === "throttled" && limiter !== undefined;
    // The queue paces it, and holds all its users back for as long as the service asked for.
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
      cause,
    });
  }
}

/** As the SDK's standard mode has it. */
const ATTEMPTS = 3;
/** Counted apart: the queue paces throttles, and the limiter's own search must not cost a walk. */
const ATTEMPTS_WITH_LIMITER = { throttled: 30, transient: 3 } as const;
