import type { Depth } from "../crawl/depth.js";
import type { CsvOptions } from "../views/csv-format.js";
import type { DiscoverTargetsOptions } from "../targets/discover-targets-options.js";
import type { ViewFormat } from "../views/write-views.js";

/** What decides what a run finds and writes: it stands in the journal, so that `resume` needs no options. Plain JSON. */
export interface RunOrigin extends CsvOptions {
  readonly targets: Omit<DiscoverTargetsOptions, "signal">;
  readonly concurrency: number;
  readonly formats: readonly ViewFormat[];
  readonly failOn: readonly string[];
}

/** A run of the command. */
export interface CommandRun {
  readonly journal: string;
  /** A folder, or `-` for the standard output. */
  readonly out: string;
  readonly depth: readonly Depth[];
  /** `undefined` for the documented one. */
  readonly rate: number | undefined;
  /** The name of a run that begins. */
  readonly runId: string | undefined;
  readonly origin: RunOrigin;
  /** Milliseconds for the whole run. */
  readonly timeout: number | undefined;
  readonly quiet: boolean;
}
