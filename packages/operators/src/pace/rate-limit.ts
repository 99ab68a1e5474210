import { isListing } from "@rekognition-rx/core";
import { defer, finalize, type MonoTypeOperatorFunction, switchMap, take, tap, throwIfEmpty } from "rxjs";
import { checkLimiter } from "../arguments/check-limiter.js";
import { AttemptStart } from "../retry/attempt-start.js";
import { classifyFailure } from "../retry/classify-failure.js";
import { HEAD_OF_LINE } from "../limit/rest-of.js";
import type { Limiter, Permit, PermitOutcome } from "../limit/limiter.js";
import { warnOfHiddenRetries } from "./warn-of-hidden-retries.js";

/**
 * Takes a permit before each subscription to its source. Use it in `perRequest`, where each subscription is one
 * request.
 *
 * Put a retry after it, not before it: every attempt must take its own permit, as in {@link paced}. A request that was
 * throttled goes before others in the limiter's queue for its first two retries, after three others were served: they
 * show whether the request itself is at fault. If it is, or after its third throttle, the limiter makes it wait. A
 * request counts as succeeded when its value has arrived, even if the consumer then leaves. If the consumer leaves
 * earlier, the request counts as cancelled.
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
 * @throws TypeError at once, for a value that is not a limiter, and for a source that is a listing: that would be one
 * permit for a whole walk.
 * If a limiter of your own throws or errors, the stream errors with the same error.
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
    // Counted for this pipe, not for one subscription: after a throttle, the next attempt is a new subscription.
    let refusals = 0;
    let isLastRefused = false;
    const pipe = {};
    return defer(() => {
      const attempt = AttemptStart.current();
      attempt?.queue();
      const request = attempt?.request ?? pipe;
      let permit: Permit | undefined;
      const settle = (outcome: PermitOutcome): void => {
        const unsettled = permit;
        permit = undefined;
        unsettled?.settle(outcome);
      };
      const succeed = (): void => {
        refusals = 0;
        isLastRefused = false;
        settle({ type: "succeeded" });
      };
      return limiter.permit({ first: isLastRefused && refusals <= HEAD_OF_LINE, refusals, request }).pipe(
        take(1),
        throwIfEmpty(() => new TypeError("rateLimit: the limiter completed without a permit; it must emit one")),
        switchMap((given) => {
          permit = given;
          attempt?.start();
          return source.pipe(
            tap({
              // At the value, not at the end: the consumer may leave at the value, and the request was still a success.
              next(value) {
                succeed();
                warnOfHiddenRetries(limiter, value);
              },
              complete: succeed,
              // Before the error goes on: the limiter must know of the throttle before it gives the free place to
              // another request, which would be throttled, too.
              error(error: unknown) {
                warnOfHiddenRetries(limiter, error);
                const reason = classifyFailure(error, undefined)?.reason;
                const isThrottle = reason === "throttled";
                isLastRefused = isThrottle;
                if (isThrottle) {
                  refusals += 1;
                } else if (reason === undefined) {
                  // The request has failed for good. After a transient failure, `retryThrottled` counts on, too.
                  refusals = 0;
                }
                settle(isThrottle ? { type: "throttled", error } : { type: "failed" });
              },
            }),
            // Runs after the source was unsubscribed, even if that threw: a limiter that gets its permit back may start
            // the next request at once.
            finalize(() => settle({ type: "cancelled" })),
          );
        }),
      );
    });
  };
}
