import { hoursBetween } from "../../cost/hours-between.js";
import type { Prices } from "../../cost/prices.js";
import { HOURS_A_MONTH, isRunning, runningCost } from "../../cost/running-cost.js";
import type { Ledger } from "../../ledger/ledger.js";
import type { ShownStep } from "../shown-steps.js";
import type { Summary } from "../summary.js";
import { type DatasetRow, datasetsTable } from "../tables/datasets-table.js";
import { projectsTable } from "../tables/projects-table.js";
import { recordTablesOf } from "../tables/tables.js";
import { type VersionRow, versionsTable } from "../tables/versions-table.js";
import { lackingIn } from "../../ledger/lacking.js";
import { datasetAdvice, modelAdvice } from "./advice.js";
import type { Failure, ProjectInShort, ReportContents, RunningModel, WastedModel, WastedSum } from "./contents.js";
import { placesOf } from "./places.js";
import type { RunHistory } from "./run-history.js";
import { Worst } from "./worst.js";

/** What is known from elsewhere than the journal. */
export interface ReportFoldOptions {
  readonly prices: Prices;
  /**
   * When earlier runs first saw a model running, without a break since, by its ARN. `seenStarting` is the same for
   * models that are starting.
   */
  readonly seenRunning: ReadonlyMap<string, string>;
  readonly seenStarting: ReadonlyMap<string, string>;
  /** How many rows a table has, at most. */
  readonly limit?: number;
}

/** Folds the steps of the views into the contents of a report. Memory is bounded by the rows of its tables. */
export class ReportFold {
  readonly #ledger: Ledger;
  readonly #options: ReportFoldOptions;
  readonly #until: string;
  readonly #running: Worst<RunningModel>;
  readonly #wasted: Worst<WastedModel>;
  readonly #failures: Worst<Failure>;
  readonly #models: Worst<VersionRow>;
  readonly #projects: Worst<ProjectInShort>;
  readonly #modelStatuses = new Map<string, number>();
  readonly #monthlyByAccount = new Map<string, number>();
  readonly #unpriced = new Map<string, number>();
  readonly #monthly = { least: 0, most: 0 };
  readonly #startingMonthly = { least: 0, most: 0 };
  readonly #training = { hours: 0, usd: 0, unpricedHours: 0 };
  readonly #soFar = { usd: 0, isAtLeast: false };
  readonly #wastedSums = new Map<WastedModel["why"], WastedSum>();
  #starting = 0;
  #unmeasured = 0;

  constructor(ledger: Ledger, options: ReportFoldOptions) {
    const { limit = MOST_ROWS } = options;
    this.#ledger = ledger;
    this.#options = options;
    this.#until = ledger.readAt ?? ledger.run.startedAt;
    this.#running = new Worst(
      limit,
      (a, b) =>
        dearness(b, "least") - dearness(a, "least") ||
        dearness(b, "most") - dearness(a, "most") ||
        soFarOf(b) - soFarOf(a),
    );
    this.#wasted = new Worst(
      limit,
      (a, b) => (b.monthly ?? 0) - (a.monthly ?? 0) || (b.training ?? 0) - (a.training ?? 0),
    );
    this.#failures = new Worst(limit, (a, b) => compare(b.at ?? "", a.at ?? ""));
    this.#models = new Worst(limit, (a, b) => (a.f1Score ?? 2) - (b.f1Score ?? 2) || compare(a.arn, b.arn));
    this.#projects = new Worst(
      limit,
      (a, b) => b.failedDatasets - a.failedDatasets || compare(b.creationTimestamp ?? "", a.creationTimestamp ?? ""),
    );
  }

  add({ step, found }: ShownStep): void {
    for (const record of step.records) {
      if (record._tag === "Version") {
        const isUsageKnown = found.usageOf(record.arn) !== undefined;
        versionsTable.rowsOf(record, found).forEach((version) => this.#addVersion(version, isUsageKnown));
      } else if (record._tag === "Project") {
        const datasets = datasetsTable.rowsOf(record, found);
        datasets.filter(hasFailed).forEach((dataset) => this.#failures.add(failedDataset(dataset)));
        for (const project of projectsTable.rowsOf(record, found)) {
          this.#projects.add({
            ...project,
            datasets: datasets.length,
            failedDatasets: datasets.filter(hasFailed).length,
          });
        }
      }
    }
  }

  contents(summary: Summary, { changes, problem }: Pick<RunHistory, "changes" | "problem">): ReportContents {
    const { run, entries } = this.#ledger;
    return {
      summary,
      depth: run.options.depth,
      hasModels: recordTablesOf(run.options.depth).includes("versions"),
      until: this.#until,
      accountNames: new Map(
        entries.flatMap((entry) =>
          entry._tag === "Target" && entry.accountId !== null && entry.accountName !== null
            ? [[entry.accountId, entry.accountName]]
            : [],
        ),
      ),
      lacking: lackingIn(entries),
      places: placesOf(this.#ledger),
      running: {
        ...rowsOf(this.#running),
        starting: this.#starting,
        unmeasured: this.#unmeasured,
        monthly: this.#monthly,
        startingMonthly: this.#startingMonthly,
        soFar: this.#soFar,
        unpriced: this.#unpriced,
      },
      wasted: { ...rowsOf(this.#wasted), sums: this.#wastedSums },
      failures: rowsOf(this.#failures),
      models: rowsOf(this.#models),
      projects: rowsOf(this.#projects),
      training: this.#training,
      modelStatuses: this.#modelStatuses,
      monthlyByAccount: this.#monthlyByAccount,
      changes,
      changesProblem: problem,
      prices: this.#options.prices,
    };
  }

  #addVersion(version: VersionRow, isUsageKnown: boolean): void {
    this.#models.add(version);
    countUp(this.#modelStatuses, version.status ?? "(none)", 1);
    this.#addTraining(version);
    if (isRunning(version)) {
      this.#addRunning(version, isUsageKnown);
    }
    if (version.status?.endsWith("FAILED") === true) {
      this.#failures.add(failedModel(version));
    }
    if (version.status === "TRAINING_COMPLETED" && isOld(version, this.#until)) {
      const since = version.trainingEndTimestamp ?? version.creationTimestamp;
      this.#waste({ version, why: "never run", since, monthly: null, training: this.#trainingCost(version) });
    }
  }

  #addTraining(version: VersionRow): void {
    const hours = (version.billableTrainingSeconds ?? 0) / 3_600;
    const usd = this.#trainingCost(version);
    this.#training.hours += hours;
    this.#training.usd += usd ?? 0;
    this.#training.unpricedHours += usd === null ? hours : 0;
  }

  #addRunning(version: VersionRow, isUsageKnown: boolean): void {
    const { prices, seenRunning, seenStarting } = this.#options;
    const cost = runningCost(version, { prices, seenRunning: seenRunning.get(version.arn), until: this.#until });
    this.#running.add({ version, cost });
    this.#starting += version.status === "STARTING" ? 1 : 0;
    this.#unmeasured += version.status === "RUNNING" && !isUsageKnown ? 1 : 0;
    if (cost.monthly === null) {
      countUp(this.#unpriced, version.region, 1);
    } else {
      this.#monthly.least += cost.monthly.least;
      this.#monthly.most += cost.monthly.most;
      if (version.status === "STARTING") {
        this.#startingMonthly.least += cost.monthly.least;
        this.#startingMonthly.most += cost.monthly.most;
      }
      countUp(this.#monthlyByAccount, version.accountId, cost.monthly.least);
    }
    this.#soFar.usd += cost.soFar?.usd ?? 0;
    this.#soFar.isAtLeast ||= cost.soFar?.isAtLeast ?? true;
    const monthly = cost.monthly?.least ?? null;
    const startingSince = version.status === "STARTING" ? seenStarting.get(version.arn) : undefined;
    // The metric has no value while nothing is in service.
    if (version.status === "RUNNING" && isUsageKnown && (version.unitsInService ?? 0) === 0) {
      this.#waste({ version, why: "no units in service", since: null, monthly, training: null });
    } else if (startingSince !== undefined && hoursBetween(startingSince, this.#until) >= STARTING_HOURS) {
      this.#waste({ version, why: "starting for hours", since: startingSince, monthly, training: null });
    }
  }

  #waste(model: WastedModel): void {
    const { count, usd, unknown } = this.#wastedSums.get(model.why) ?? { count: 0, usd: 0, unknown: 0 };
    const cost = model.why === "never run" ? model.training : model.monthly;
    this.#wasted.add(model);
    this.#wastedSums.set(model.why, {
      count: count + 1,
      usd: usd + (cost ?? 0),
      unknown: unknown + (cost === null ? 1 : 0),
    });
  }

  #trainingCost({ billableTrainingSeconds, region }: VersionRow): number | null {
    const price = this.#options.prices.trainingHour[region];
    return billableTrainingSeconds === null || price === undefined ? null : (billableTrainingSeconds / 3_600) * price;
  }
}

/** A report shows at most so many rows of a table, the worst ones. */
const MOST_ROWS = 10_000;
/** Hours. A model starts within half an hour, as a rule. */
export const STARTING_HOURS = 2;
/** Days. A model that was trained yesterday may be about to be run. */
export const NEVER_RUN_DAYS = 7;

function rowsOf<Row>({ items, count }: Worst<Row>): { readonly items: readonly Row[]; readonly count: number } {
  return { items, count };
}

/** How dear a model is. If the price is not known, only the units can be compared. */
function dearness({ cost: { monthly, units } }: RunningModel, of: "least" | "most"): number {
  return monthly?.[of] ?? units[of] / HOURS_A_MONTH;
}

function soFarOf({ cost: { soFar } }: RunningModel): number {
  return soFar?.usd ?? 0;
}

function hasFailed({ status }: DatasetRow): boolean {
  return status?.endsWith("_FAILED") === true;
}

function isOld({ trainingEndTimestamp, creationTimestamp }: VersionRow, until: string): boolean {
  const at = trainingEndTimestamp ?? creationTimestamp;
  return at === null || hoursBetween(at, until) >= NEVER_RUN_DAYS * 24;
}

function failedModel(version: VersionRow): Failure {
  const { accountId, region, projectName, name, status, statusMessage, trainingEndTimestamp, creationTimestamp } =
    version;
  return {
    kind: "model",
    accountId,
    region,
    projectName,
    name,
    status: status ?? "",
    message: statusMessage ?? "",
    advice: modelAdvice(version),
    // The service does not say when a start or a copy failed.
    at: status === "TRAINING_FAILED" ? (trainingEndTimestamp ?? creationTimestamp) : null,
  };
}

function failedDataset(dataset: DatasetRow): Failure {
  const { accountId, region, projectName, type, status, statusMessage, lastUpdatedTimestamp, creationTimestamp } =
    dataset;
  return {
    kind: "dataset",
    accountId,
    region,
    projectName,
    name: type ?? "",
    status: status ?? "",
    message: statusMessage ?? "",
    advice: datasetAdvice(dataset),
    at: status === "CREATE_FAILED" ? creationTimestamp : lastUpdatedTimestamp,
  };
}

function countUp(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
