import type { Range, RunningCost } from "../../cost/running-cost.js";
import type { Prices } from "../../cost/prices.js";
import type { Depth } from "../../crawl/depth.js";
import type { Summary } from "../summary.js";
import type { ProjectRow } from "../tables/projects-table.js";
import type { VersionRow } from "../tables/versions-table.js";
import type { Lacking } from "../../ledger/lacking.js";
import type { PlaceOutcome } from "./places.js";
import type { RunChanges } from "./run-changes.js";

/** All that a report says, as figures. */
export interface ReportContents {
  readonly summary: Summary;
  readonly depth: readonly Depth[];
  /** Whether the run asked for models. */
  readonly hasModels: boolean;
  /** The time that ages and costs so far are counted to: when the last page was read. */
  readonly until: string;
  /** What accounts are called, by their number. */
  readonly accountNames: ReadonlyMap<string, string>;
  readonly lacking: readonly Lacking[];
  readonly places: readonly PlaceOutcome[];
  readonly running: Rows<RunningModel> & RunningSums;
  readonly wasted: Rows<WastedModel> & { readonly sums: WastedSums };
  readonly failures: Rows<Failure>;
  readonly models: Rows<VersionRow>;
  readonly projects: Rows<ProjectInShort>;
  /** How many models are in each status. */
  readonly training: TrainingSums;
  readonly modelStatuses: ReadonlyMap<string, number>;
  /** What running models cost a month, at least, by account. */
  readonly monthlyByAccount: ReadonlyMap<string, number>;
  /** `undefined` where there is no earlier run to compare with. */
  readonly changes: RunChanges | undefined;
  /** Why there are none, although there is an earlier run. */
  readonly changesProblem: string | undefined;
  readonly prices: Prices;
}

/** The first of them in their order, and how many there are. */
interface Rows<Row> {
  readonly items: readonly Row[];
  readonly count: number;
}

export interface RunningModel {
  readonly version: VersionRow;
  readonly cost: RunningCost;
}

/** What running models cost in all. */
interface RunningSums {
  /** How many of them are only starting. */
  readonly starting: number;
  /** How many run of which CloudWatch was not asked, or did not say, whether units are in service. */
  readonly unmeasured: number;
  /** USD a month. */
  readonly monthly: Range;
  /** What of that is of those that are only starting. */
  readonly startingMonthly: Range;
  /** USD, so far. */
  readonly soFar: { readonly usd: number; readonly isAtLeast: boolean };
  /** Models that are in no sum, as the price of their region is not known, by region. */
  readonly unpriced: ReadonlyMap<string, number>;
}

/** What the training of all models has cost. */
interface TrainingSums {
  readonly hours: number;
  /** Of the hours in regions whose price is known. */
  readonly usd: number;
  /** The hours of others. */
  readonly unpricedHours: number;
}

/** A model that costs, or has cost, and does nothing for it. */
export interface WastedModel {
  readonly version: VersionRow;
  readonly why: "never run" | "no units in service" | "starting for hours";
  /** From when that is known; `null` where it is not. */
  readonly since: string | null;
  /** USD a month, if it runs on; `null` where it does not run, or its price is not known. */
  readonly monthly: number | null;
  /** USD that its training has cost; `null` where that is not known. */
  readonly training: number | null;
}

/** Of all of them, those that are left out of the rows, too. */
export type WastedSums = ReadonlyMap<WastedModel["why"], WastedSum>;

/** Models that are wasted for the same reason. */
export interface WastedSum {
  readonly count: number;
  /** USD: a month of those that run, the training of those that never did. */
  readonly usd: number;
  /** How many of them are not in that. */
  readonly unknown: number;
}

/** A training or a dataset that failed. */
export interface Failure {
  readonly kind: "dataset" | "model";
  readonly accountId: string;
  readonly region: string;
  readonly projectName: string;
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly advice: string;
  readonly at: string | null;
}

export interface ProjectInShort extends ProjectRow {
  readonly datasets: number;
  readonly failedDatasets: number;
}
