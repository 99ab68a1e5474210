import { hoursBetween } from "./hours-between.js";
import type { Prices } from "./prices.js";

/** The members of a model that say what it costs. */
export interface BilledModel {
  readonly region: string;
  readonly status: string | null;
  readonly minInferenceUnits: number | null;
  readonly maxInferenceUnits: number | null;
  /** ISO 8601, in UTC. It comes from CloudWatch, like the unit hours. */
  readonly inServiceSince: string | null;
  /** Inference units x hours since `inServiceSince`. */
  readonly inServiceUnitHours: number | null;
}

/** Since when a model is known to run, and how that is known. */
interface RunningSince {
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly source: "CloudWatch" | "earlier run";
  /** Whether it began before: an earlier run has seen it running then, or CloudWatch goes back no further. */
  readonly isAtLeast: boolean;
}

/** USD, or inference units: at least, and at most if the model scales up. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** What a running model costs. */
export interface RunningCost {
  readonly units: Range;
  /** For 730 hours; `null` if the price of its region is not known. */
  readonly monthly: Range | null;
  /** Since it began to run; `null` if the price or the time is not known. */
  readonly soFar: { readonly usd: number; readonly isAtLeast: boolean } | null;
  readonly since: RunningSince | null;
}

/** Whether a model in this status is billed by the hour. */
export function isRunning({ status }: Pick<BilledModel, "status">): boolean {
  return status === "RUNNING" || status === "STARTING";
}

/**
 * What a model costs that runs or is starting: units x the price of its region x hours.
 *
 * @param context - `seenRunning`: when an earlier run first saw it running, without a break since; `until`: when this
 * run saw it.
 */
export function runningCost(
  version: BilledModel,
  {
    prices,
    seenRunning,
    until,
  }: { readonly prices: Prices; readonly seenRunning?: string | undefined; readonly until: string },
): RunningCost {
  const least = version.minInferenceUnits ?? 1;
  const units = { least, most: Math.max(least, version.maxInferenceUnits ?? least) };
  const price = prices.inferenceUnitHour[version.region];
  const since = sinceOf(version, { seenRunning, until });
  return {
    units,
    monthly:
      price === undefined
        ? null
        : { least: units.least * price * HOURS_A_MONTH, most: units.most * price * HOURS_A_MONTH },
    soFar: price === undefined ? null : soFar(version, { since, price, least, until }),
    since,
  };
}

function sinceOf(
  { inServiceSince }: BilledModel,
  { seenRunning, until }: { readonly seenRunning: string | undefined; readonly until: string },
): RunningSince | null {
  if (inServiceSince !== null) {
    const isAtLeast = hoursBetween(inServiceSince, until) >= CLOUDWATCH_HOURS;
    return { at: inServiceSince, source: "CloudWatch", isAtLeast };
  }
  return seenRunning === undefined ? null : { at: seenRunning, source: "earlier run", isAtLeast: true };
}

/** CloudWatch keeps the values of 455 days. The last hour of them is not whole. */
const CLOUDWATCH_HOURS = 455 * 24 - 1;

function soFar(
  { inServiceUnitHours }: BilledModel,
  {
    since,
    price,
    least,
    until,
  }: { readonly since: RunningSince | null; readonly price: number; readonly least: number; readonly until: string },
): RunningCost["soFar"] {
  if (since?.source === "CloudWatch" && inServiceUnitHours !== null) {
    return { usd: inServiceUnitHours * price, isAtLeast: since.isAtLeast };
  }
  const hours = since === null ? Number.NaN : hoursBetween(since.at, until);
  return hours >= 0 ? { usd: hours * least * price, isAtLeast: true } : null;
}

/** The hours of a year, divided by twelve, as in AWS's own calculator. */
export const HOURS_A_MONTH = 730;
