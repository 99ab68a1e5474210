import type { DescribeProjectsCommandOutput, RekognitionClient } from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { lastValueFrom } from "rxjs";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answering } from "./answering.js";
import { type InstrumentationTools, instrumentationTools, type XRaySegment } from "./instrumentation-tools.js";
import { live } from "./live.js";
import { sameAsStock, TWO_HEADERS_OF_SIX } from "./same-as-stock.js";
import { type Sdk, withSdk } from "./sdk.js";
import { rekognitionOf, sdkVersions } from "./sdk-versions.js";

const installed = await instrumentationTools();
const versions = await sdkVersions();

describe("what is put around clients", () => {
  // Skipped is what npm cannot reach. That must never go unseen where it matters.
  test.runIf(process.env["CI"] === "true" || installed !== undefined)("is installed", () => {
    expect(installed).toBeDefined();
  });
});

describe.runIf(installed !== undefined).each(versions.filter(({ load }) => load !== undefined))(
  "with SDK $version",
  ({ load }) => {
    const tools = installed as InstrumentationTools;
    let sdk: Sdk;
    let makers: readonly ((config: object) => RekognitionClient)[] = [];

    beforeAll(async () => {
      // Before the SDK is required: it is patched as it is loaded.
      tools.openTelemetry.enable();
      sdk = await withSdk(rekognitionOf(load as NonNullable<typeof load>));
      makers = [
        sdk.core.rekognitionClient,
        (config) => new sdk.rekognition.RekognitionClient({ ...config, maxAttempts: 1 }),
      ];
    });

    beforeEach(() => {
      tools.openTelemetry.takeSpans();
    });

    describe("OpenTelemetry's instrumentation", () => {
      test("sees the same spans", async () => {
        const spans = [];
        for (const make of makers) {
          const seen = await live(sdk, make, TWO_HEADERS_OF_SIX);
          spans.push({ seen, spans: tools.openTelemetry.takeSpans() });
        }
        expect(spans[0]).toEqual(spans[1]);
        expect(spans[0]?.spans.map(({ name }) => name)).toEqual(
          TWO_HEADERS_OF_SIX.map(() => "Rekognition.DescribeProjects"),
        );
      });

      test("changes nothing that the SDK's own client would not show, whatever befalls it", async () => {
        await expect(fc.assert(sameAsStock(sdk, sdk.core.rekognitionClient), { numRuns: 20 })).resolves.toBeUndefined();
        expect(tools.openTelemetry.takeSpans().length).toBeGreaterThan(20);
      });
    });

    test("OpenTelemetry's spans of the SDK are children of traceRequests' attempts, and nothing is recorded twice", async () => {
      const { retryThrottled, traceRequests } = await import("@rekognition-rx/operators");
      const throttle = {
        status: 400,
        body: JSON.stringify({ __type: "ThrottlingException", message: "Rate exceeded" }),
      };
      const pages = [
        { status: 200, body: JSON.stringify({ ProjectDescriptions: [], NextToken: "2" }) },
        throttle,
        { status: 200, body: JSON.stringify({ ProjectDescriptions: [] }) },
      ];
      for (const make of makers) {
        const client = make(answering((number) => pages[number] ?? throttle).config);
        const perRequest = traceRequests<DescribeProjectsCommandOutput>(retryThrottled({ random: () => 0 }));
        await lastValueFrom(sdk.core.describeProjects$({ client, perRequest }));
        const request = [
          "Rekognition.DescribeProjects in DescribeProjects attempt",
          "DescribeProjects attempt in DescribeProjects page",
        ];
        expect(tools.openTelemetry.takeFamily()).toEqual([
          ...request,
          "DescribeProjects page",
          ...request,
          ...request,
          "DescribeProjects page",
        ]);
      }
    });

    test("X-Ray sees the same subsegments", async () => {
      const traced = [];
      for (const make of makers) {
        const segment: XRaySegment = tools.xRay.newSegment();
        const seen = await live(sdk, (config) => tools.xRay.capture(make(config), segment), TWO_HEADERS_OF_SIX);
        traced.push({ seen, segments: segment.subsegments?.map(({ name, aws, http }) => ({ name, aws, http })) });
      }
      expect(traced[0]).toEqual(traced[1]);
      expect(traced[0]?.segments).toHaveLength(6);
    });

    test.each(["client", "class"] as const)("aws-sdk-client-mock answers in the place of a %s", async (what) => {
      const client = sdk.core.rekognitionClient(answering(() => ({ status: 500, body: "" })).config);
      const mock = tools.mockClient(what === "client" ? client : sdk.rekognition.RekognitionClient);
      const page = { $metadata: {}, ProjectDescriptions: [{ ProjectArn: "arn" }] };
      mock.on(sdk.rekognition.DescribeProjectsCommand).resolves(page);
      expect(await lastValueFrom(sdk.core.describeProjects$({ client }))).toEqual(page);
      expect(mock.calls()).toHaveLength(1);
      mock.restore();
    });
  },
);
