import type { Attributes, Counter, Histogram, MeterProvider } from "@opentelemetry/api";
import type { OpenTelemetryApi } from "./open-telemetry.js";
import type { Outcome } from "./span-of.js";

/** The counters and histograms of page requests. */
export class RequestMetrics {
  readonly #pages: Counter;
  readonly #attempts: Histogram;
  readonly #waits: Histogram;

  constructor(provider: MeterProvider) {
    const meter = provider.getMeter(SCOPE);
    this.#pages = meter.createCounter("rekognition_rx.pages", {
      description: "Pages that were asked for, by outcome.",
    });
    this.#attempts = meter.createHistogram("rekognition_rx.attempt.duration", {
      description: "How long a request took, by outcome.",
      unit: "s",
    });
    this.#waits = meter.createHistogram("rekognition_rx.attempt.wait", {
      description: "How long a request waited before it was sent: for its permit, or after a failure.",
      unit: "s",
    });
  }

  page(outcome: Outcome, attributes: Attributes): void {
    this.#pages.add(1, { ...attributes, "rekognition_rx.outcome": outcome });
  }

  waited(milliseconds: number, attributes: Attributes): void {
    this.#waits.record(milliseconds / 1_000, attributes);
  }

  attempt(outcome: Outcome, milliseconds: number, attributes: Attributes): void {
    this.#attempts.record(milliseconds / 1_000, { ...attributes, "rekognition_rx.outcome": outcome });
  }
}

const metricsOf = new WeakMap<MeterProvider, RequestMetrics>();

/** The metrics of the provider that is registered now, which may be another than at the start of the program. */
export function requestMetrics({ metrics }: OpenTelemetryApi): RequestMetrics {
  const provider = metrics.getMeterProvider();
  let known = metricsOf.get(provider);
  if (known === undefined) {
    known = new RequestMetrics(provider);
    metricsOf.set(provider, known);
  }
  return known;
}

/** The name under which all spans and metrics are recorded. */
export const SCOPE = "@rekognition-rx/operators";
