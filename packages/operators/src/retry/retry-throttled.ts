import { isListing, type Listing, type PageRequest, withPerRequest } from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import { checkRetryOptions } from "./check-retry-options.js";
import { retried } from "./retried.js";
import type { RetryThrottledOptions } from "./retry-throttled-options.js";

/**
 * Retries throttling and transient faults, with exponential back-off and full jitter.
 *
 * Put it in one of three places:
 *
 * - directly after a listing: it repeats only the request of the page that failed;
 * - in the listing's `perRequest`: it then works for `for await` and `processPages`, too;
 * - after any Observable that makes one request.
 *
 * In any other place a retry would deliver values twice, so the stream errors with a `MisplacedRetryError` instead.
 *
 * The delay before retry i (counted from 0 for each page) is `floor(random * min(base * 2^i, 20 000))` ms, with a base
 * of 1 000 for throttling and 50 for transient faults. A hint of the service (`retry-after`) lengthens the delay by at
 * most 5 000 ms. These numbers are those of the AWS SDK's standard mode of November 2026 (@smithy/core 3.41).
 *
 * The SDK's own client retries, too. To prevent that, make the client with `rekognitionClient` of the core package, or
 * with `maxAttempts: 1`.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenProjects, retryThrottled } from "@rekognition-rx/operators";
 *
 * describeProjects$({ client: rekognitionClient() })
 *   .pipe(retryThrottled(), flattenProjects())
 *   .subscribe({ next: (project) => console.log(project.ProjectArn), error: console.error });
 * ```
 *
 * @throws TypeError, RangeError for options that cannot work, at once.
 * Errors of the stream: `RetriesExhaustedError` with the last failure as its `cause` (inside a `ListingError` if it
 * retries the pages of a listing), `MisplacedRetryError`, and every failure that is not retried, unchanged.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
export function retryThrottled<T = unknown>(options: RetryThrottledOptions = {}): RetryOperator<T> {
  checkRetryOptions(options);
  // As a `perRequest` it is called with the request, too.
  return (source: Observable<T>, request?: PageRequest) =>
    (isListing(source)
      ? withPerRequest(source as Listing<T, never>, (page$, page) => retried(page$, options, page))
      : retried(source, options, request)) as never;
}

/** Makes a listing of the same type from a listing. In a `pipe`, TypeScript sees only an Observable. */
export interface RetryOperator<T> {
  /** On a listing, as in `retryThrottled()(listing)`: the result is a listing of the same type. */
  <Page extends T, Token>(listing: Listing<Page, Token>): Listing<Page, Token>;
  /** On any Observable that makes one request. */
  <Value extends T>(source: Observable<Value>): Observable<Value>;
  // `pipe` infers its types from this signature: TypeScript reads only the last one, and without its type parameters.
  /** In a `pipe`. The result of a listing is a listing, although its type is an Observable. */
  (source: Observable<T>): Observable<T>;
}
