import { isListing } from "@rekognition-rx/core";
import { type MonoTypeOperatorFunction, Observable, type Subscription, take } from "rxjs";
import { subscribeLinked } from "../operate/subscribe-linked.js";
import { classifyFailure } from "../retry/classify-failure.js";
import { checkLimiter } from "../limit/check-limiter.js";
import type { Limiter, Permit, PermitOutcome } from "../limit/limiter.js";

/**
 * Takes a permit before each subscription to its source: for `perRequest`, where that is each request.
 *
 * Put a retry behind it, not before: every attempt is to take its own permit, as {@link paced} does.
 * A request that was throttled goes to the head of the limiter's queue when it is made again.
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
  checkLimiter(limiter, "rateLimit");
  return (source) => {
    if (isListing(source)) {
      throw new TypeError(
        "rateLimit on a listing would take one permit for the whole walk; " +
          "put it into the listing's configuration, perRequest: (page$) => page$.pipe(rateLimit(limiter))",
      );
    }
    let returning = false;
    return new Observable<T>((subscriber) => {
      let permit: Permit | undefined;
      const settle = (outcome: PermitOutcome): void => {
        permit?.settle(outcome);
        permit = undefined;
      };
      let running: Subscription | undefined;
      subscriber.add(() => {
        // First what is under way: a limiter that gets its permit back may at once let the next request go.
        running?.unsubscribe();
        settle({ type: "cancelled" });
      });
      let granted = false;
      subscribeLinked(limiter.permit({ first: returning }).pipe(take(1)), subscriber, {
        next(given) {
          permit = given;
          granted = true;
          running = subscribeLinked(source, subscriber, {
            next: (value) => subscriber.next(value),
            error(error) {
              returning = classifyFailure(error, undefined)?.reason === "throttled";
              // Before the error goes on: a freed place must not be taken by another request that is throttled too.
              settle(returning ? { type: "throttled", error } : { type: "failed" });
              subscriber.error(error);
            },
            complete() {
              returning = false;
              settle({ type: "succeeded" });
              subscriber.complete();
            },
          });
        },
        complete() {
          if (!granted) {
            subscriber.error(new TypeError("rateLimit: the limiter completed without a permit; it must emit one"));
          }
        },
      });
    });
  };
}
