import {
  CloudWatchClient,
  type GetMetricDataCommand,
  type GetMetricDataCommandOutput,
  type StatusCode,
} from "@aws-sdk/client-cloudwatch";
import { rekognitionClient } from "@rekognition-rx/core";
import { createEmulator, type DenialSeed, type FaultRule, type VersionSeed } from "@rekognition-rx/emulator";
import { lastValueFrom, toArray } from "rxjs";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Depth } from "../../src/crawl/depth.js";
import { inventory$ } from "../../src/crawl/inventory.js";
import type { WalkStep } from "../../src/crawl/step.js";
import type { MetricsClient } from "../../src/crawl/target.js";
import { viewsOf } from "../../src/views/views-of.js";
import { memoryJournal } from "../support/memory-journal.js";
import { all } from "../support/seen-of.js";

const ACCOUNT = "111122223333";
const REGION = "us-east-1";
const NOW = Date.UTC(2026, 10, 25, 13, 56);
const HOUR = 3_600_000;

const versions: readonly VersionSeed[] = [
  {
    name: "running",
    status: "RUNNING",
    served: [
      { from: NOW - 90 * HOUR, until: NOW - 50 * HOUR, units: 4 },
      { from: NOW - 5 * HOUR, units: 2 },
    ],
  },
  { name: "starting", status: "STARTING", served: [] },
  { name: "stopping", status: "STOPPING", served: [{ from: NOW - 2 * HOUR, until: NOW - HOUR / 4, units: 1 }] },
  { name: "stopped", status: "STOPPED", served: [{ from: NOW - 5 * HOUR, units: 1 }] },
  { name: "trained", status: "TRAINING_COMPLETED" },
];

interface Crawled {
  readonly walks: readonly WalkStep[];
  /** `version: [since, units, unit hours]` of the table. */
  readonly rows: Readonly<Record<string, unknown>>;
  /** By operation. */
  readonly requests: Readonly<Record<string, number>>;
  /** The walks of CloudWatch, by version. */
  readonly usage: Readonly<Record<string, WalkStep>>;
}

/** A crawl of the versions above by the emulator, or with another client of CloudWatch. */
async function crawled({
  depth = ["usage"],
  denied = [],
  faults,
  metrics,
}: {
  readonly depth?: readonly Depth[];
  readonly denied?: readonly DenialSeed[];
  readonly faults?: FaultRule;
  /** `null` for none. */
  readonly metrics?: MetricsClient | null;
} = {}): Promise<Crawled> {
  const projects = [{ name: "parts", createdAt: NOW - 400 * HOUR, versions }];
  const emulator = await createEmulator({
    accounts: [{ accountId: ACCOUNT, region: REGION, projects }],
    denied,
    faults: faults ?? [],
    clock: () => NOW,
  });
  const options = {
    region: REGION,
    endpoint: emulator.url,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: "any" },
  };
  const client = rekognitionClient(options);
  const cloudWatch = new CloudWatchClient({ ...options, maxAttempts: 1 });
  onTestFinished(async () => {
    client.destroy();
    cloudWatch.destroy();
    await emulator.close();
  });
  const target = {
    accountId: ACCOUNT,
    region: REGION,
    client,
    ...(metrics === null ? {} : { metrics: metrics ?? cloudWatch }),
  };
  const crawl = { targets: [target], depth, rate: 1_000_000, now: () => NOW };
  const steps = await lastValueFrom(
    inventory$({ ...crawl, retry: { maxAttempts: 3, random: () => 0 } }).pipe(toArray()),
  );
  const walks = steps.filter((step): step is WalkStep => step._tag === "Walk");
  const ofUsage = walks.filter(({ operation }) => operation === "GetMetricData");
  const rows = await all(viewsOf(memoryJournal(steps)).rows("versions"));
  const requests: Record<string, number> = {};
  for (const { operation = "" } of emulator.requests) {
    requests[operation] = (requests[operation] ?? 0) + 1;
  }
  return {
    walks,
    requests,
    usage: Object.fromEntries(ofUsage.map((step) => [step.parentArn?.split("/")[3] ?? "", step] as const)),
    rows: Object.fromEntries(
      rows.map((row) => [row.name, [row.inServiceSince, row.unitsInService, row.inServiceUnitHours]]),
    ),
  };
}

describe("the depth usage", () => {
  test("knows of each version that may be in service since when it is, and with how many units", async () => {
    const { rows, requests } = await crawled();
    expect(rows).toEqual({
      running: ["2026-11-25T08:00:00.000Z", 2, 2 * (5 + 56 / 60)],
      starting: [null, null, null],
      stopping: ["2026-11-25T11:00:00.000Z", 1, 2 + 56 / 60],
      stopped: [null, null, null],
      trained: [null, null, null],
    });
    // No tags, and nothing of what is not in service.
    expect(requests).toEqual({ DescribeProjects: 1, DescribeProjectVersions: 1, GetMetricData: 3 });
  });

  test.each<[readonly Depth[], readonly string[]]>([
    [["versions"], ["DescribeProjectVersions", "DescribeProjects", "ListTagsForResource"]],
    [["usage"], ["DescribeProjectVersions", "DescribeProjects", "GetMetricData"]],
    [
      ["usage", "versions"],
      ["DescribeProjectVersions", "DescribeProjects", "GetMetricData", "ListTagsForResource"],
    ],
  ])("with %j asks for %j", async (depth, operations) => {
    const { requests } = await crawled({ depth });
    expect(Object.keys(requests).toSorted()).toEqual(operations);
  });

  test("denied, is denied in the ledger, with a sentence, and null in the table", async () => {
    const { usage, rows } = await crawled({ denied: [{ operation: "GetMetricData" }] });
    expect(rows["running"]).toEqual([null, null, null]);
    expect(Object.values(usage).map(({ outcome }) => outcome)).toEqual(["denied", "denied", "denied"]);
    expect(usage["running"]?.error).toMatchObject({
      name: "AccessDenied",
      message: expect.stringMatching(
        /^AWS denied cloudwatch:GetMetricData \(.+\); have that action allowed for these credentials \("rekognition-inventory doctor --policy --depth usage" prints what\), or leave usage out of `depth`$/,
      ) as string,
    });
  });

  test("of a target without a client for CloudWatch fails with a sentence that says what to give it", async () => {
    const { usage, rows, requests } = await crawled({ metrics: null });
    expect(requests).toEqual({ DescribeProjects: 1, DescribeProjectVersions: 1 });
    expect(usage["running"]).toMatchObject({
      outcome: "failed",
      requests: 0,
      error: {
        name: "NoMetricsClientError",
        message:
          "the target has no client for GetMetricData; give it a CloudWatch client as `metrics`, or leave usage out of the depth",
      },
    });
    expect(Object.keys(rows)).toHaveLength(5);
  });

  test("is throttled, retried and counted as every other walk", async () => {
    const once = await crawled({
      faults: ({ operation, index }) =>
        operation === "GetMetricData" && index === 0 ? { type: "throttle" } : undefined,
    });
    expect(Object.values(once.usage).map(({ outcome, throttles }) => [outcome, throttles])).toEqual(
      expect.arrayContaining([
        ["complete", 1],
        ["complete", 0],
      ]),
    );
    const always = await crawled({
      faults: ({ operation }) => (operation === "GetMetricData" ? { type: "throttle" } : undefined),
    });
    expect(always.usage["running"]).toMatchObject({ outcome: "throttled", requests: 3 });
  });
});

interface Point {
  readonly time: Date;
  readonly value: number;
}

function point(hours: number, value: number): Point {
  return { time: new Date(NOW - hours * HOUR), value };
}

/** Answers of CloudWatch, one after the other; the last one over and over. */
class Double {
  readonly asked: GetMetricDataCommand["input"][] = [];
  readonly #answers: readonly object[];

  constructor(...answers: readonly object[]) {
    this.#answers = answers;
  }

  readonly send = (command: GetMetricDataCommand): Promise<GetMetricDataCommandOutput> => {
    const of = command.input.MetricDataQueries?.[0]?.MetricStat?.Metric?.Dimensions?.[1]?.Value;
    const answer =
      of === "running" ? this.#answers[Math.min(this.asked.push(command.input), this.#answers.length) - 1] : result([]);
    return Promise.resolve({ $metadata: {}, ...answer });
  };
}

function result(
  points: readonly Point[],
  more: { readonly NextToken?: string; readonly status?: StatusCode } = {},
): object {
  const { status: StatusCode = "Complete", ...rest } = more;
  const Timestamps = points.map(({ time }) => time);
  const Values = points.map(({ value }) => value);
  return { MetricDataResults: [{ Id: "units", Timestamps, Values, StatusCode }], ...rest };
}

describe("GetMetricData", () => {
  test("asks for hourly averages from the creation of the version on, and follows every token", async () => {
    const double = new Double(
      result([point(0, 2), point(1, 2)], { NextToken: "second", status: "PartialData" }),
      result([], { NextToken: "third", status: "PartialData" }),
      result([point(2, 3)]),
    );
    const { usage, rows } = await crawled({ metrics: double });
    expect(double.asked.map(({ NextToken }) => NextToken)).toEqual([undefined, "second", "third"]);
    const created = NOW - 399 * HOUR;
    expect(double.asked[0]).toMatchObject({
      StartTime: new Date(Math.floor(created / HOUR) * HOUR),
      EndTime: new Date("2026-11-25T14:00:00.000Z"),
      MetricDataQueries: [
        {
          MetricStat: {
            Metric: {
              Namespace: "AWS/Rekognition",
              MetricName: "InServiceInferenceUnits",
              Dimensions: [
                { Name: "ProjectName", Value: "parts" },
                { Name: "VersionName", Value: "running" },
              ],
            },
            Period: 3_600,
            Stat: "Average",
          },
        },
      ],
    });
    expect(rows["running"]).toEqual(["2026-11-25T11:00:00.000Z", 2, 5 + (2 * 56) / 60]);
    // One step: what is known follows from all answers together.
    expect(usage["running"]).toMatchObject({ pages: 1, requests: 3, outcome: "complete", position: null });
  });

  test.each<[string, object, string]>([
    ["has no result", {}, "neither MetricDataResults nor a token"],
    ["has another result", { MetricDataResults: [{ Id: "other" }] }, "neither MetricDataResults nor a token"],
    ["says that values are missing", result([point(0, 1)], { status: "PartialData" }), "is marked PartialData"],
    ["says that it failed", result([point(0, 1)], { status: "InternalError" }), "is marked InternalError"],
  ])("that %s is asked again, and partial in the end", async (_, answer, sentence) => {
    const always = await crawled({ metrics: new Double(answer) });
    expect(always.usage["running"]).toMatchObject({ outcome: "partial", requests: 3, records: [] });
    expect(always.usage["running"]?.error?.message).toContain(sentence);
    const once = await crawled({ metrics: new Double(answer, result([point(0, 1)])) });
    expect(once.usage["running"]).toMatchObject({ outcome: "complete", requests: 2 });
    expect(once.rows["running"]).toEqual(["2026-11-25T13:00:00.000Z", 1, 56 / 60]);
  });

  test.each([
    ["a value too few", { Timestamps: [new Date(NOW)], Values: [] }],
    ["a time too few", { Timestamps: [], Values: [1] }],
    ["a time that is none", { Timestamps: ["yesterday"], Values: [1] }],
    ["a value that is none", { Timestamps: [new Date(NOW)], Values: ["1"] }],
    ["no lists", { Timestamps: 1, Values: 2 }],
  ])("with %s is reported as it came, and is no record", async (_, lists) => {
    const { usage, rows } = await crawled({
      metrics: new Double({ MetricDataResults: [{ Id: "units", ...lists }] }),
    });
    expect(usage["running"]).toMatchObject({ outcome: "complete", records: [], invalid: [{}] });
    expect(rows["running"]).toEqual([null, null, null]);
  });
});
