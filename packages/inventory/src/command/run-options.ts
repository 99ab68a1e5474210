import type { Depth } from "../crawl/depth.js";
import type { CsvOptions } from "../views/csv-format.js";
import type { DiscoverTargetsOptions } from "../targets/discover-targets-options.js";
import type { ReportOptions } from "../views/report/report-view.js";
import { VIEW_FORMATS, type ViewFormat } from "../views/write-views.js";
import type { Database } from "./database-of.js";
import { FAIL_ON } from "./fail-on.js";
import type { Log } from "./log.js";

/** How the results of a run are written, and which outcomes make its exit status 3. */
export interface ViewsOrigin extends CsvOptions, ReportOptions {
  readonly formats: readonly ViewFormat[];
  readonly failOn: readonly string[];
}

/**
 * The options that decide what a run finds and writes. The journal keeps them, so that `resume` needs none. Plain JSON.
 */
export interface RunOrigin extends ViewsOrigin {
  readonly targets: Omit<DiscoverTargetsOptions, "signal">;
  readonly concurrency: number;
  /** The database that is written to, without its password; `env` for the one in `DATABASE_URL`. */
  readonly to?: string;
}

/** A run whose views are written. */
export interface WrittenRun {
  readonly journal: string;
  /** A folder, or `-` for the standard output. */
  readonly out: string;
  /** Whether the table at the end is left out. */
  readonly quiet: boolean;
  readonly to: Database | undefined;
  readonly views: ViewsOrigin;
  readonly log: Log;
}

/** A run of the command. */
export interface CommandRun extends Omit<WrittenRun, "views"> {
  /** Whether progress is shown. */
  readonly hasProgress: boolean;
  readonly depth: readonly Depth[];
  /** `undefined` for the documented rate. */
  readonly rate: number | undefined;
  /** The name of a new run; `undefined` for a run that is resumed. */
  readonly runId: string | undefined;
  readonly origin: RunOrigin;
  /** Milliseconds for the whole run. */
  readonly timeout: number | undefined;
}

/** Whether the `origin` in a journal is one that this command has written. */
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
