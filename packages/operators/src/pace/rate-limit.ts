import { isListing } from "@rekognition-rx/core";
import { defer, finalize, type MonoTypeOperatorFunction, switchMap, take, tap, throwIfEmpty } from "rxjs";
import { checkLimiter } from "../arguments/check-limiter.js";
import { AttemptStart } from "../retry/attempt-start.js";
import { classifyFailure } from "../retry/classify-failure.js";
import { HEAD_OF_LINE } from "../limit/rest-of.js";
import type { Limiter, Permit, PermitOutcome } from "../limit/limiter.js";
import { warnOfHiddenRetries } from "./warn-of-hidden-retries.js";

/**
 * Takes a permit before each subscription to its source: for `perRequest`, where that is each request.
 *
 * Put a retry after it, not before: every attempt is to take its own permit, as {@link paced} does.
 * A request that was throttled goes to the head of the limiter's queue when it is made again, twice; then it is a
 * request that is refused for itself, and the limiter lets it wait.
 * A request has succeeded when its value is there, however its consumer leaves; one that is left before was cancelled.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { rateLimit, retryThrottled, tokenBucket } from "@rekognition-rx/operators";
 *
 * const limiter = tokenBucket({ ratePerSecond: 5, burst: 5 });
 * describeProjects$({
 *   client: rekognitionClient(),
 *   perRequest: (page$) => page$.pipe(rateLimit(limiter), retryThrottled({ limiter })),
 * }).subscribe({ next: (page) => console.log(page.ProjectDescriptions?.length ?? 0), error: console.error });
 * ```
 *
 * @throws TypeError for what is no limiter, and if it is put on a listing itself, at once: that would be one permit for a
 * whole walk.
 * What a limiter of yours throws, or errors with, is an error of the stream.
 */
export function rateLimit<T>(limiter: Limiter): MonoTypeOperatorFunction<T> {
  checkLimiter("rateLimit", limiter);
  return (source) => {
    if (isListing(source)) {
      throw new TypeError(
        "rateLimit on a listing would take one permit for the whole walk; " +
          "put it into the listing's configuration, perRequest: (page$) => page$.pipe(rateLimit(limiter))",
      );
    }
    // Of this pipe, not of one subscription: an attempt that was throttled is followed by a subscription anew.
    let refusals = 0;
    return defer(() => {
      const attempt = AttemptStart.current();
      attempt?.queue();
      let permit: Permit | undefined;
      const settle = (outcome: PermitOutcome): void => {
        const unsettled = permit;
        permit = undefined;
        unsettled?.settle(outcome);
      };
      const succeed = (): void => {
        refusals = 0;
        settle({ type: "succeeded" });
      };
      return limiter.permit({ first: refusals > 0 && refusals <= HEAD_OF_LINE, refusals }).pipe(
        take(1),
        throwIfEmpty(() => new TypeError("rateLimit: the limiter completed without a permit; it must emit one")),
        switchMap((given) => {
          permit = given;
          attempt?.start();
          return source.pipe(
            tap({
              // At the value, and not at the end: the consumer may leave with it, and it was a success all the same.
              next(value) {
                succeed();
                warnOfHiddenRetries(limiter, value);
              },
              complete: succeed,
              // Before the error goes on: a freed place must not be taken by another request that is throttled too.
              error(error: unknown) {
                warnOfHiddenRetries(limiter, error);
                const isThrottle = classifyFailure(error, undefined)?.reason === "throttled";
                refusals = isThrottle ? refusals + 1 : 0;
                settle(isThrottle ? { type: "throttled", error } : { type: "failed" });
              },
            }),
            // Runs when the source has been left, even if that threw: a limiter that gets its permit back may at once
            // let the next request go.
            finalize(() => settle({ type: "cancelled" })),
          );
        }),
      );
    });
  };
}
