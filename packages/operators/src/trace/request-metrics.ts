import type { Attributes, Counter, Histogram, MeterProvider } from "@opentelemetry/api";
import type { OpenTelemetryApi } from "./open-telemetry.js";
import type { Outcome } from "./span-of.js";

/** What is counted and measured of page requests. */
export class RequestMetrics {
  readonly #pages: Counter;
  readonly #attempts: Histogram;
  readonly #waits: Histogram;

  constructor(provider: MeterProvider) {
    const meter = provider.getMeter(SCOPE);
    this.#pages = meter.createCounter("rekognition_rx.pages", {
      description: "Pages that were asked for, by how that ended.",
    });
    this.#attempts = meter.createHistogram("rekognition_rx.attempt.duration", {
      description: "How long a request took, by how it ended.",
      unit: "s",
    });
    this.#waits = meter.createHistogram("rekognition_rx.attempt.wait", {
      description: "How long a request waited, for its permit or after a failure, before it was sent.",
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

/** Those of the provider that is registered now: it may be another than at the start of the program. */
export function requestMetrics({ metrics }: OpenTelemetryApi): RequestMetrics {
  const provider = metrics.getMeterProvider();
  let known = metricsOf.get(provider);
  if (known === undefined) {
    known = new RequestMetrics(provider);
    metricsOf.set(provider, known);
  }
  return known;
}

/** Whose spans and metrics they are. */
export const SCOPE = "@rekognition-rx/operators";
