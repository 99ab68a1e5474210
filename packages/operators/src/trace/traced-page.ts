import type { Attributes } from "@opentelemetry/api";
import type { PageRequest, PerRequest } from "@rekognition-rx/core";
import { defer, from, type Observable } from "rxjs";
import { clockOf } from "../time/clock-of.js";
import { inContext } from "./in-context.js";
import type { OpenTelemetryApi } from "./open-telemetry.js";
import { requestMetrics, SCOPE } from "./request-metrics.js";
import { spanOf } from "./span-of.js";

/** What {@link tracedPage} takes beside the request. */
export interface TracedPageOptions<Page> {
  /** What goes around each attempt. */
  readonly perRequest: PerRequest<Page> | undefined;
  /** On every span and metric. */
  readonly attributes: Attributes;
  /** On every span. */
  readonly spanAttributes: Attributes;
}

/** One page request in a span, and each attempt at it in a span inside. */
export function tracedPage<Page>(
  api: OpenTelemetryApi,
  page$: Observable<Page>,
  request: PageRequest,
  { perRequest, attributes, spanAttributes }: TracedPageOptions<Page>,
): Observable<Page> {
  const { context, trace } = api;
  const tracer = trace.getTracer(SCOPE);
  const metrics = requestMetrics(api);
  const { operation, token, index, resource, label } = request;
  const common = { ...attributes, "rpc.system": "aws-api", "rpc.method": operation };
  const ofSpans = { ...spanAttributes, ...common };

  return defer(() => {
    const pageSpan = tracer.startSpan(`${operation} page`, {
      attributes: {
        ...ofSpans,
        "rekognition_rx.page.index": index,
        "rekognition_rx.page.has_token": token !== undefined,
        ...(resource !== undefined && { "cloud.resource_id": resource }),
        ...(label !== undefined && { "rekognition_rx.label": label }),
      },
    });
    const pageContext = trace.setSpan(context.active(), pageSpan);
    let attempts = 0;
    let readySince = now();

    const attempt$ = defer(() => {
      const begun = now();
      const waited = begun - readySince;
      attempts += 1;
      const span = tracer.startSpan(
        `${operation} attempt`,
        {
          attributes: {
            ...ofSpans,
            "rekognition_rx.attempt": attempts,
            "rekognition_rx.wait_ms": waited,
            ...(attempts > 1 && { "http.request.resend_count": attempts - 1 }),
          },
        },
        pageContext,
      );
      metrics.waited(waited, common);
      return page$.pipe(
        spanOf(api, span, (outcome) => {
          readySince = now();
          metrics.attempt(outcome, readySince - begun, common);
        }),
        inContext(api, trace.setSpan(pageContext, span)),
      );
    });

    return defer(() => (perRequest === undefined ? attempt$ : from(perRequest(attempt$, request)))).pipe(
      spanOf(api, pageSpan, (outcome) => {
        pageSpan.setAttribute("rekognition_rx.attempts", attempts);
        metrics.page(outcome, common);
      }),
      inContext(api, pageContext),
    );
  });
}

/** In ms. */
const now = clockOf(undefined);
