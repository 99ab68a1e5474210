import type { PageRequest } from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import { checkLimiter } from "../arguments/check-limiter.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkRetryOptions } from "../retry/check-retry-options.js";
import { retried } from "../retry/retried.js";
import type { RetryThrottledOptions } from "../retry/retry-throttled-options.js";
import type { Limiter } from "../limit/limiter.js";
import { rateLimit } from "./rate-limit.js";

/**
 * A rate limit and a retry in one, for `perRequest`: every attempt takes its own permit, and every throttle is reported
 * to the limiter.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenProjects, paced, tokenBucket } from "@rekognition-rx/operators";
 *
 * const perRequest = paced(tokenBucket({ ratePerSecond: 5, burst: 5 }));
 * describeProjects$({ client: rekognitionClient(), perRequest })
 *   .pipe(flattenProjects())
 *   .subscribe({ next: (project) => console.log(project.ProjectArn), error: console.error });
 * ```
 *
 * @param retryOptions - the options of the retry. Its `limiter` is the first argument.
 * @throws TypeError, RangeError for a limiter or retry options that cannot work, at once.
 * @see {@link rateLimit}, {@link retryThrottled} for each of the two alone.
 */
export function paced(limiter: Limiter, retryOptions: Omit<RetryThrottledOptions, "limiter"> = {}): PacedPerRequest {
  checkLimiter("paced", limiter);
  checkOptions("paced", retryOptions);
  const retry = { ...retryOptions, limiter };
  checkRetryOptions(retry, "paced");
  return (page$, request) => retried(page$.pipe(rateLimit(limiter)), retry, request);
}

/** A `perRequest` for the pages of any operation. */
export type PacedPerRequest = <Page>(page$: Observable<Page>, request: PageRequest) => Observable<Page>;
