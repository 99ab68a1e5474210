import type { Context } from "@opentelemetry/api";
import { type MonoTypeOperatorFunction, Observable } from "rxjs";
import type { OpenTelemetryApi } from "./open-telemetry.js";

/**
 * Subscribes to the source in a context, and delivers in the one that was there before: what is sent inside is traced as a
 * part of the span in that context, and what comes after it is not.
 *
 * Made by hand, since no operator of rxjs runs something around a subscription, or around what it delivers.
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
