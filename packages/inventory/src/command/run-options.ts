import type { Depth } from "../crawl/depth.js";
import type { CsvOptions } from "../views/csv-format.js";
import type { DiscoverTargetsOptions } from "../targets/discover-targets-options.js";
import type { ReportOptions } from "../views/report/report-view.js";
import { VIEW_FORMATS, type ViewFormat } from "../views/write-views.js";
import type { Database } from "./database-of.js";
import { FAIL_ON } from "./fail-on.js";
import type { Log } from "./log.js";

/** How what a run found is written, and judged. */
export interface ViewsOrigin extends CsvOptions, ReportOptions {
  readonly formats: readonly ViewFormat[];
  readonly failOn: readonly string[];
}

/** What decides what a run finds and writes: it stands in the journal, so that `resume` needs no options. Plain JSON. */
export interface RunOrigin extends ViewsOrigin {
  readonly targets: Omit<DiscoverTargetsOptions, "signal">;
  readonly concurrency: number;
  /** Which database is written to, without its password; `env` for the one of the environment. */
  readonly to?: string;
}

/** A run whose views are written. */
export interface WrittenRun {
  readonly journal: string;
  /** A folder, or `-` for the standard output. */
  readonly out: string;
  /** Whether there is no table at the end. */
  readonly quiet: boolean;
  readonly to: Database | undefined;
  readonly views: ViewsOrigin;
  readonly log: Log;
}

/** A run of the command. */
export interface CommandRun extends Omit<WrittenRun, "views"> {
  /** Whether it is shown how far it is. */
  readonly hasProgress: boolean;
  readonly depth: readonly Depth[];
  /** `undefined` for the documented one. */
  readonly rate: number | undefined;
  /** The name of a run that begins; `undefined` for one that is gone on with. */
  readonly runId: string | undefined;
  readonly origin: RunOrigin;
  /** Milliseconds for the whole run. */
  readonly timeout: number | undefined;
}

/** Whether what a journal says of where its run came from is what this command writes. */
export function isRunOrigin(value: unknown): value is RunOrigin {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { targets, concurrency, formats, failOn, prices, to } = value as Readonly<Record<string, unknown>>;
  return (
    typeof targets === "object" &&
    targets !== null &&
    Number.isSafeInteger(concurrency) &&
    (to === undefined || typeof to === "string") &&
    isListOf(formats, VIEW_FORMATS) &&
    (prices === undefined || isPrices(prices)) &&
    isListOf(failOn, FAIL_ON)
  );
}

function isPrices(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every((usd) => typeof usd === "number");
}

function isListOf(value: unknown, known: readonly string[]): boolean {
  return Array.isArray(value) && value.every((each: unknown) => (known as readonly unknown[]).includes(each));
}
