import type { Context } from "@opentelemetry/api";
import { type MonoTypeOperatorFunction, Observable } from "rxjs";
import type { OpenTelemetryApi } from "./open-telemetry.js";

/**
 * Subscribes to the source in the context `inside`, and delivers in the context that was active before. So the requests
 * of the source are traced as a part of the span in `inside`, and what comes after them is not.
 *
 * Written by hand, since no operator of rxjs runs code around a subscription, or around what it delivers.
 */
export function inContext<T>({ context }: OpenTelemetryApi, inside: Context): MonoTypeOperatorFunction<T> {
  return (source) =>
    new Observable((subscriber) => {
      const outside = context.active();
      return context.with(inside, () =>
        source.subscribe({
          next: (value) => context.with(outside, () => subscriber.next(value)),
          error: (error: unknown) => context.with(outside, () => subscriber.error(error)),
          complete: () => context.with(outside, () => subscriber.complete()),
        }),
      );
    });
}
