import type { RekognitionClient } from "@aws-sdk/client-rekognition";
import { npmInstall } from "./npm-install.js";

/** What users put around an SDK's clients, as far as it is used here. */
export interface InstrumentationTools {
  readonly openTelemetry: {
    /** Patches every SDK that is required from now on. */
    readonly enable: () => void;
    /** The spans that ended since the last call. */
    readonly takeSpans: () => readonly Span[];
    /** The names of those spans, each with its parent's. */
    readonly takeFamily: () => readonly string[];
  };
  readonly xRay: {
    /** The client itself, with X-Ray's middleware. */
    readonly capture: (client: RekognitionClient, segment: XRaySegment) => RekognitionClient;
    readonly newSegment: () => XRaySegment;
  };
  /** Of `aws-sdk-client-mock`; takes a client or a class of clients. */
  readonly mockClient: (client: object) => ClientMock;
}

interface Span {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: unknown;
}

export interface XRaySegment {
  readonly subsegments?: readonly { readonly name: string; readonly aws?: object; readonly http?: object }[];
}

interface ClientMock {
  on(command: unknown): { resolves(output: object): void; rejects(error: Error): void };
  calls(): readonly unknown[];
  restore(): void;
}

/** Installs them, in the newest versions that run on Node 20; `undefined` where npm cannot. */
export async function instrumentationTools(): Promise<InstrumentationTools | undefined> {
  const load = await npmInstall({
    title: "instrumentation",
    dependencies: {
      "@opentelemetry/api": "1.9.1",
      "@opentelemetry/instrumentation-aws-sdk": "0.78.0",
      "@opentelemetry/sdk-trace-node": "2.12.1",
      "aws-sdk-client-mock": "4.1.0",
      "aws-xray-sdk-core": "3.12.0",
    },
    before: "2026-11-28",
  });
  if (load === undefined) {
    return undefined;
  }
  const { NodeTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = load(
    "@opentelemetry/sdk-trace-node",
  ) as SdkTraceNode;
  const { AwsInstrumentation } = load("@opentelemetry/instrumentation-aws-sdk") as InstrumentationAwsSdk;
  const xRay = load("aws-xray-sdk-core") as XRay;
  const { mockClient } = load("aws-sdk-client-mock") as Pick<InstrumentationTools, "mockClient">;
  const exporter = new InMemorySpanExporter();
  return {
    mockClient,
    openTelemetry: {
      enable: () => {
        const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
        provider.register();
        const instrumentation = new AwsInstrumentation();
        instrumentation.setTracerProvider(provider);
        instrumentation.enable();
      },
      takeSpans: () => {
        const spans = exporter.getFinishedSpans().map(({ name, attributes, status }) => ({ name, attributes, status }));
        exporter.reset();
        return spans;
      },
      takeFamily: () => {
        const spans = exporter.getFinishedSpans();
        const names = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
        exporter.reset();
        return spans.map(({ name, parentSpanContext }) => {
          const parent = names.get(parentSpanContext?.spanId ?? "");
          return parent === undefined ? name : `${name} in ${parent}`;
        });
      },
    },
    xRay: {
      capture: (client, segment) => xRay.captureAWSv3Client(client, segment),
      newSegment: () => {
        xRay.enableManualMode();
        return new xRay.Segment("test");
      },
    },
  };
}

interface SdkTraceNode {
  readonly NodeTracerProvider: new (options: { readonly spanProcessors: readonly object[] }) => { register(): void };
  readonly SimpleSpanProcessor: new (exporter: object) => object;
  readonly InMemorySpanExporter: new () => { getFinishedSpans(): readonly ExportedSpan[]; reset(): void };
}

interface ExportedSpan extends Span {
  readonly parentSpanContext?: { readonly spanId: string };
  spanContext(): { readonly spanId: string };
}

interface InstrumentationAwsSdk {
  readonly AwsInstrumentation: new () => { setTracerProvider(provider: object): void; enable(): void };
}

interface XRay {
  readonly Segment: new (name: string) => XRaySegment;
  enableManualMode(): void;
  captureAWSv3Client(client: RekognitionClient, segment: XRaySegment): RekognitionClient;
}
