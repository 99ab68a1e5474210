import type { PerRequest } from "@rekognition-rx/core";
import { defer, from, switchMap } from "rxjs";
import { asGiven } from "../arguments/as-given.js";
import { checkFunction } from "../arguments/check-function.js";
import { checkOptions } from "../arguments/check-options.js";
import type { PacedPerRequest } from "../pace/paced.js";
import { isNotInstalled, loadOpenTelemetry, openTelemetry, type OpenTelemetryApi } from "./open-telemetry.js";
import { tracedPage } from "./traced-page.js";

/** What {@link traceRequests} adds to its spans and metrics. */
export interface TraceRequestsOptions {
  /** Attributes of your own, on every span and metric: `{ "cloud.account.id": "111122223333" }`. */
  readonly attributes?: TraceAttributes | undefined;
  /**
   * Attributes of your own, on every span but on no metric: those with many values, such as the id of a run. A metric
   * keeps a series for each value.
   */
  readonly spanAttributes?: TraceAttributes | undefined;
  /**
   * Whether requests are made untraced if `@opentelemetry/api` is not installed. A library sets it, to trace only in
   * programs that trace.
   *
   * @defaultValue false: each request fails with an error that says what to install
   */
  readonly optional?: boolean | undefined;
}

/** Names and values of attributes. */
export type TraceAttributes = Readonly<Record<string, string | number | boolean>>;

/**
 * Traces every page request with OpenTelemetry. It is a `perRequest` around another `perRequest`.
 *
 * - A span for each page, around `perRequest`. It has the operation, the number of the page, whether there was a token
 *   (never the token itself), the ARN in the walk's input, the number of attempts, and how the request ended.
 * - Inside it, a span for each attempt, around the request itself. It has the number of the attempt, how long the
 *   attempt waited (for its permit, or after a failure), and how it ended: `answered`, `throttled`, `transient`,
 *   `failed`, or `left`. The spans of OpenTelemetry's own instrumentation of the AWS SDK are children of this span.
 * - Metrics: `rekognition_rx.pages`, `rekognition_rx.attempt.duration`, `rekognition_rx.attempt.wait`.
 *
 * Everything goes through `@opentelemetry/api`, which a program that traces has already: install it next to this
 * package. If no SDK of OpenTelemetry is registered, nothing is recorded.
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
 * @param perRequest - what is traced: retries, a rate limit, or both. If it is for the pages of any operation, so is
 * the result.
 * @throws TypeError for arguments that cannot work, at once.
 * If `@opentelemetry/api` is not installed, every request fails with an `Error` that says so, unless tracing is
 * `optional`.
 */
export function traceRequests(perRequest?: PacedPerRequest, options?: TraceRequestsOptions): PacedPerRequest;
/** The same, around a `perRequest` for the pages of one operation. */
export function traceRequests<Page>(perRequest?: PerRequest<Page>, options?: TraceRequestsOptions): PerRequest<Page>;
export function traceRequests<Page>(
  perRequest?: PerRequest<Page>,
  options: TraceRequestsOptions = {},
): PerRequest<Page> {
  if (perRequest !== undefined) {
    checkFunction("traceRequests: perRequest", perRequest, "such as paced(adaptiveLimiter())");
  }
  checkOptions("traceRequests", options);
  const { attributes = {}, spanAttributes = {}, optional = false } = options;
  checkAttributes("attributes", attributes);
  checkAttributes("spanAttributes", spanAttributes);
  // Loaded at once, so that it is there at the first request. A request that needs it reports its failure.
  if (!isNotInstalled()) {
    loadOpenTelemetry().catch(() => undefined);
  }

  return (page$, request) => {
    const traced = (api: OpenTelemetryApi) =>
      tracedPage(api, page$, request, { perRequest, attributes, spanAttributes });
    const untraced = () => (perRequest === undefined ? page$ : from(perRequest(page$, request)));
    return defer(() => {
      const api = openTelemetry();
      if (api !== undefined) {
        return traced(api);
      }
      if (!optional) {
        return from(loadOpenTelemetry()).pipe(switchMap(traced));
      }
      if (isNotInstalled()) {
        return untraced();
      }
      return from(loadOpenTelemetry().catch(() => undefined)).pipe(
        switchMap((loaded) => (loaded === undefined ? untraced() : traced(loaded))),
      );
    });
  };
}

function checkAttributes(option: string, attributes: TraceAttributes): void {
  checkOptions(`traceRequests: ${option}`, attributes);
  for (const [name, value] of Object.entries<unknown>(attributes)) {
    if (!["string", "number", "boolean"].includes(typeof value)) {
      throw new TypeError(
        `traceRequests: the attribute ${name} must be a string, a number or a boolean, not ${asGiven(value)}`,
      );
    }
  }
}
