import type { UsageRecord } from "../../records/usage-record.js";

/** The average of an hour. */
export interface MetricPoint {
  /** When the hour begins. */
  readonly Timestamp: Date;
  readonly Value: number;
}

/** Which hours are asked for, and what limits them. */
export interface MetricWindow {
  /** In whole hours, as CloudWatch expects. */
  readonly start: Date;
  readonly end: Date;
  /** Milliseconds: the creation of the version. */
  readonly createdMs: number;
  readonly nowMs: number;
}

/**
 * The hours from the creation of a version to now, at most 455 days: CloudWatch keeps values no longer.
 *
 * CloudWatch leaves out an hour that began before the start. So both ends are rounded outwards, to whole hours.
 *
 * @param createdMs - `undefined` if it is not known.
 */
export function metricWindow(createdMs: number | undefined, nowMs: number): MetricWindow {
  // The clock here may be behind the clock that gave the creation time.
  const bornMs = Math.min(createdMs ?? 0, nowMs);
  const fromMs = Math.max(bornMs, nowMs - LONGEST);
  return {
    start: new Date(Math.floor(fromMs / HOUR) * HOUR),
    end: new Date((Math.floor(nowMs / HOUR) + 1) * HOUR),
    createdMs: bornMs,
    nowMs,
  };
}

/** The usage of a version, from the values of the metric in any order. */
export function usageOf(
  versionArn: string,
  points: readonly MetricPoint[],
  { createdMs, nowMs }: Pick<MetricWindow, "createdMs" | "nowMs">,
): UsageRecord {
  const values = new Map(points.map(({ Timestamp, Value }) => [Math.floor(Timestamp.getTime() / HOUR), Value]));
  const thisHour = Math.floor(nowMs / HOUR);
  // CloudWatch is some minutes late: an hour that has just begun may have no value yet.
  const latest = values.has(thisHour) ? thisHour : thisHour - 1;
  let since: number | null = null;
  let unitHours = 0;
  for (let hour = latest; isInService(values.get(hour)); hour -= 1) {
    since = Math.max(hour * HOUR, createdMs);
    unitHours += ((values.get(hour) ?? 0) * (Math.min((hour + 1) * HOUR, nowMs) - since)) / HOUR;
  }
  return {
    _tag: "Usage",
    versionArn,
    inServiceSince: since === null ? null : new Date(since).toISOString(),
    unitsInService: values.get(latest) ?? null,
    unitHours: since === null ? null : unitHours,
  };
}

function isInService(units: number | undefined): boolean {
  return units !== undefined && units > 0;
}

/** Milliseconds. */
const HOUR = 3_600_000;

/**
 * Milliseconds.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
const LONGEST = 455 * 24 * HOUR;
