import type { ProjectStore } from "../account/project-store.js";
import type { ProjectVersion } from "../account/project-version.js";
import { integer } from "../shapes/integer.js";
import { flag } from "../shapes/flag.js";
import { listOf } from "../shapes/list-of.js";
import type { Input } from "../shapes/member.js";
import { oneOf } from "../shapes/one-of.js";
import { required } from "../shapes/required.js";
import { structure } from "../shapes/structure.js";
import { text } from "../shapes/text.js";
import { timestamp } from "../shapes/timestamp.js";
import type { JsonObject } from "../wire/json-object.js";
import { refused } from "../wire/service-error.js";
import { type Operation, operation, type OperationContext } from "./operation.js";

const query = {
  Id: required(text({ minLength: 1, maxLength: 255 })),
  MetricStat: structure({
    Metric: required(
      structure({
        Namespace: text({ minLength: 1, maxLength: 255, pattern: "[^:].*" }),
        MetricName: text({ minLength: 1, maxLength: 255 }),
        Dimensions: listOf(
          structure({
            Name: required(text({ minLength: 1, maxLength: 255 })),
            Value: required(text({ minLength: 1, maxLength: 1_024 })),
          }),
          { min: 0, max: 30 },
        ),
      }),
    ),
    Period: required(integer({ min: 1 })),
    Stat: required(text()),
    Unit: text(),
  }),
  Expression: text({ minLength: 1, maxLength: 2_048 }),
  Label: text(),
  ReturnData: flag(),
  Period: integer({ min: 1 }),
  AccountId: text({ minLength: 1, maxLength: 255 }),
};

const input = {
  MetricDataQueries: required(listOf(structure(query), { max: 500 })),
  StartTime: required(timestamp()),
  EndTime: required(timestamp()),
  NextToken: text(),
  ScanBy: oneOf(["TimestampDescending", "TimestampAscending"]),
  MaxDatapoints: integer({ min: 1, max: 100_800 }),
};

/**
 * Answers with the inference units that models had in service.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export const getMetricData: Operation = operation({
  summary:
    "Answers with the metric `InServiceInferenceUnits` of `AWS/Rekognition` for a `ProjectName` and a `VersionName`: " +
    "one value for each period in which the model was in service. Any other metric has no values.",
  input,
  errors: {
    ValidationException:
      "the start is not before the end, a period is not a multiple of 60 s, or a query has an expression (the emulator has no expressions)",
  },
  answer: (given, context) => {
    const { StartTime: fromMs, EndTime: untilMs, ScanBy: order = "TimestampDescending" } = given;
    if (fromMs >= untilMs) {
      throw refused("ValidationException", "The parameter StartTime must be less than the parameter EndTime.");
    }
    const series = given.MetricDataQueries.filter(({ ReturnData: isWanted = true }) => isWanted).map((each) => {
      const points = pointsOf(each, fromMs, untilMs, context);
      return {
        Id: each.Id,
        Label: labelOf(each),
        points: order === "TimestampDescending" ? points.toReversed() : points,
      };
    });
    return page(series, given.MaxDatapoints ?? MOST_POINTS, given.NextToken);
  },
});

interface Point {
  readonly timeMs: number;
  readonly value: number;
}

interface Series {
  readonly Id: string;
  readonly Label: string;
  readonly points: readonly Point[];
}

/** A page of `size` values. The token is the number of values before it. */
function page(series: readonly Series[], size: number, token: string | undefined): JsonObject {
  const skipped = token === undefined || token === "" ? 0 : Number(token);
  if (!Number.isSafeInteger(skipped) || skipped < 0) {
    throw refused("InvalidNextToken", "The next token specified is invalid.");
  }
  let before = 0;
  const results = series.map(({ Id, Label, points }) => {
    const start = Math.max(0, skipped - before);
    const shown = points.slice(start, Math.max(start, skipped + size - before));
    before += points.length;
    return {
      Id,
      Label,
      Timestamps: shown.map(({ timeMs }) => timeMs / 1_000),
      Values: shown.map(({ value }) => value),
      StatusCode: before > skipped + size ? "PartialData" : "Complete",
    };
  });
  return {
    MetricDataResults: results,
    NextToken: before > skipped + size ? String(skipped + size) : undefined,
    Messages: [],
  };
}

function labelOf({ Label: label, MetricStat: stat }: Input<typeof query>): string {
  return label ?? stat?.Metric.MetricName ?? "";
}

function pointsOf(
  { Id: id, MetricStat: stat, Expression: expression }: Input<typeof query>,
  fromMs: number,
  untilMs: number,
  { projects, nowMs }: OperationContext,
): readonly Point[] {
  if (stat === undefined || expression !== undefined) {
    throw refused("ValidationException", `The query ${id} has no MetricStat alone; the emulator has no expressions.`);
  }
  const { Metric: metric, Period: seconds } = stat;
  if (seconds % 60 !== 0) {
    throw refused("ValidationException", `The period of the query ${id} is ${seconds} s, not a multiple of 60.`);
  }
  const isKnown = metric.Namespace === "AWS/Rekognition" && metric.MetricName === "InServiceInferenceUnits";
  const version = isKnown ? versionOf(projects, metric.Dimensions ?? []) : undefined;
  if (version === undefined) {
    return [];
  }
  const periodMs = seconds * 1_000;
  const points: Point[] = [];
  const oldestMs = Math.max(fromMs, nowMs - keptForMs(seconds));
  // There are no values for the future, however far ahead the request asks.
  const latestMs = Math.min(untilMs, nowMs);
  for (let startMs = Math.floor(oldestMs / periodMs) * periodMs; startMs < latestMs; startMs += periodMs) {
    const units = version.unitsBetween(startMs, Math.min(startMs + periodMs, nowMs));
    if (units !== undefined && startMs >= fromMs) {
      points.push({ timeMs: startMs, value: units });
    }
  }
  return points;
}

/** The version that exactly these dimensions name: CloudWatch has no metric for only a part of them. */
function versionOf(
  projects: ProjectStore,
  dimensions: readonly { readonly Name: string; readonly Value: string }[],
): ProjectVersion | undefined {
  const values = new Map(dimensions.map(({ Name, Value }) => [Name, Value]));
  const [project, version] = [values.get("ProjectName"), values.get("VersionName")];
  return values.size === 2 && project !== undefined && version !== undefined
    ? projects.byName(project)?.version(version)
    : undefined;
}

const MOST_POINTS = 100_800;

/**
 * How long values are kept: the longer their period, the longer. So a query has at most 21 600 values.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
function keptForMs(seconds: number): number {
  if (seconds % 3_600 === 0) {
    return 455 * DAY;
  }
  return (seconds % 300 === 0 ? 63 : 15) * DAY;
}

/** Milliseconds. */
const DAY = 24 * 3_600_000;
