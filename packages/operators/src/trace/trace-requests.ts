import type { PerRequest } from "@rekognition-rx/core";
import { defer, from, switchMap } from "rxjs";
import { asGiven } from "../arguments/as-given.js";
import { checkFunction } from "../arguments/check-function.js";
import { checkOptions } from "../arguments/check-options.js";
import type { PacedPerRequest } from "../pace/paced.js";
import { loadOpenTelemetry, openTelemetry, type OpenTelemetryApi } from "./open-telemetry.js";
import { tracedPage } from "./traced-page.js";

/** What {@link traceRequests} adds. */
export interface TraceRequestsOptions {
  /** Attributes of your own, on every span and metric: `{ "cloud.account.id": "111122223333" }`. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/**
 * Traces every page request with OpenTelemetry: a `perRequest` around another.
 *
 * - A span for each page, around `perRequest`: its operation, its number, whether it had a token (never the token), the
 *   ARN in the walk's input, how many attempts it took, and how it ended.
 * - A span for each attempt inside it, around what is inside `perRequest`: which attempt, how long it waited (for its
 *   permit, or after a failure), and how it ended: `answered`, `throttled`, `transient`, `failed`, or `left`.
 *   The spans of OpenTelemetry's own instrumentation of the AWS SDK are children of these.
 * - Metrics: `rekognition_rx.pages`, `rekognition_rx.attempt.duration`, `rekognition_rx.attempt.wait`.
 *
 * Everything goes through `@opentelemetry/api`, which your program has if it traces: install it beside this package.
 * Where no SDK is registered, nothing is recorded.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { adaptiveLimiter, paced, traceRequests } from "@rekognition-rx/operators";
 *
 * const listing = describeProjects$({
 *   client: rekognitionClient(),
 *   perRequest: traceRequests(paced(adaptiveLimiter())),
 * });
 * listing.subscribe({ next: (page) => console.log(page.ProjectDescriptions?.length), error: console.error });
 * ```
 *
 * @param perRequest - what is traced: retries, a rate limit, both. What is for the pages of any operation stays so.
 * @throws TypeError for arguments that cannot work, at once. Where `@opentelemetry/api` is not installed, every request
 * fails with an `Error` that says so.
 */
export function traceRequests(perRequest?: PacedPerRequest, options?: TraceRequestsOptions): PacedPerRequest;
/** The same around what is for the pages of one operation. */
export function traceRequests<Page>(perRequest?: PerRequest<Page>, options?: TraceRequestsOptions): PerRequest<Page>;
export function traceRequests<Page>(
  perRequest?: PerRequest<Page>,
  options: TraceRequestsOptions = {},
): PerRequest<Page> {
  if (perRequest !== undefined) {
    checkFunction("traceRequests: perRequest", perRequest, "such as paced(adaptiveLimiter())");
  }
  checkOptions("traceRequests", options);
  const { attributes = {} } = options;
  checkOptions("traceRequests: attributes", attributes);
  for (const [name, value] of Object.entries<unknown>(attributes)) {
    if (!["string", "number", "boolean"].includes(typeof value)) {
      throw new TypeError(
        `traceRequests: the attribute ${name} must be a string, a number or a boolean, not ${asGiven(value)}`,
      );
    }
  }
  // At once, so that it is there by the first request; whoever asks then gets its failure.
  loadOpenTelemetry().catch(() => undefined);

  return (page$, request) => {
    const traced = (api: OpenTelemetryApi) => tracedPage(api, page$, request, perRequest, attributes);
    return defer(() => {
      const api = openTelemetry();
      return api === undefined ? from(loadOpenTelemetry()).pipe(switchMap(traced)) : traced(api);
    });
  };
}
