import type { Span } from "@opentelemetry/api";
import { causesOf } from "@rekognition-rx/core";
import { type MonoTypeOperatorFunction, tap } from "rxjs";
import { classifyFailure } from "../retry/classify-failure.js";
import type { OpenTelemetryApi } from "./open-telemetry.js";

/** How a request ended. `left`: the consumer unsubscribed before there was an answer. */
export type Outcome = "answered" | "throttled" | "transient" | "failed" | "left";

/**
 * Ends a span when its stream completes, errors or is unsubscribed, before the consumer hears of that.
 *
 * @param ended - called once, with the outcome.
 */
export function spanOf<T>(
  { SpanStatusCode }: OpenTelemetryApi,
  span: Span,
  ended: (outcome: Outcome) => void,
): MonoTypeOperatorFunction<T> {
  let outcome: Outcome = "left";
  const end = (): void => {
    span.setAttribute("rekognition_rx.outcome", outcome);
    ended(outcome);
    span.end();
  };
  return tap<T>({
    next: (value) => {
      outcome = "answered";
      const requestId = requestIdIn(value);
      if (requestId !== undefined) {
        span.setAttribute("aws.request_id", requestId);
      }
    },
    error: (error: unknown) => {
      outcome = classifyFailure(error, undefined)?.reason ?? "failed";
      span.setAttribute("error.type", errorType(error));
      span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
      end();
    },
    complete: () => {
      if (outcome === "left") {
        // A request without an answer fails its walk.
        outcome = "failed";
        span.setAttribute("error.type", "_OTHER");
        span.setStatus({ code: SpanStatusCode.ERROR, message: "completed without a page" });
      }
      end();
    },
    unsubscribe: end,
  });
}

function requestIdIn(page: unknown): string | undefined {
  const metadata: unknown = typeof page === "object" && page !== null ? Reflect.get(page, "$metadata") : undefined;
  const id: unknown =
    typeof metadata === "object" && metadata !== null ? Reflect.get(metadata, "requestId") : undefined;
  return typeof id === "string" ? id : undefined;
}

/** The name of the first error in the chain of causes: the service's exception, not an error that wraps it. */
function errorType(error: unknown): string {
  const first = causesOf(error).findLast((link) => link instanceof Error);
  return first?.name ?? "_OTHER";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
