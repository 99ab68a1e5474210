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
  /** When the last page was read. Ages and costs are counted up to this time. */
  readonly until: string;
  /** The names of accounts, by their id. */
  readonly accountNames: ReadonlyMap<string, string>;
  readonly lacking: readonly Lacking[];
  readonly places: readonly PlaceOutcome[];
  readonly running: Rows<RunningModel> & RunningSums;
  readonly wasted: Rows<WastedModel> & { readonly sums: WastedSums };
  readonly failures: Rows<Failure>;
  readonly models: Rows<VersionRow>;
  readonly projects: Rows<ProjectInShort>;
  readonly training: TrainingSums;
  /** How many models are in each status. */
  readonly modelStatuses: ReadonlyMap<string, number>;
  /** What running models cost per month, at least, by account. */
  readonly monthlyByAccount: ReadonlyMap<string, number>;
  /** `undefined` if there is no earlier run to compare with. */
  readonly changes: RunChanges | undefined;
  /** Why there are no changes, although there is an earlier run. */
  readonly changesProblem: string | undefined;
  readonly prices: Prices;
}

/** The first rows in their order, and how many there are in all. */
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
  /**
   * How many models run for which it is not known whether units are in service: CloudWatch was not asked, or did not
   * say.
   */
  readonly unmeasured: number;
  /** USD per month. */
  readonly monthly: Range;
  /** The part of that for models that are only starting. */
  readonly startingMonthly: Range;
  /** USD, so far. */
  readonly soFar: { readonly usd: number; readonly isAtLeast: boolean };
  /** Models that are in no sum, because the price of their region is not known, by region. */
  readonly unpriced: ReadonlyMap<string, number>;
}

/** What the training of all models has cost. */
interface TrainingSums {
  readonly hours: number;
  /** The cost of the hours in regions whose price is known. */
  readonly usd: number;
  /** The hours in other regions. */
  readonly unpricedHours: number;
}

/** A model that costs money, or has cost money, for nothing. */
export interface WastedModel {
  readonly version: VersionRow;
  readonly why: "never run" | "no units in service" | "starting for hours";
  /** Since when that is so; `null` if it is not known. */
  readonly since: string | null;
  /** USD per month, if it runs on; `null` if it does not run, or if its price is not known. */
  readonly monthly: number | null;
  /**
   * For a model that was never run, USD that its training has cost. `null` if that is not known, and for a model that
   * runs.
   */
  readonly training: number | null;
}

/** The sums over all wasted models, including those that are left out of the rows. */
export type WastedSums = ReadonlyMap<WastedModel["why"], WastedSum>;

/** Models that are wasted for the same reason. */
export interface WastedSum {
  readonly count: number;
  /** USD: per month for models that run, or for the training of those that never did. */
  readonly usd: number;
  /** For how many of them the cost is not known: they are not in `usd`. */
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
