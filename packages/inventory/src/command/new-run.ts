import { join } from "node:path";
import { newRunId } from "../crawl/run-id.js";
import { databaseOf } from "./database-of.js";
import type { Log } from "./log.js";
import { refuseOverwriting } from "./refuse-overwriting.js";
import type { CommandRun } from "./run-options.js";
import { OUT, runsFolder } from "./runs-folder.js";
import { depthIn, type TargetOptions, targetsIn } from "./target-options.js";
import { UsageError } from "./usage-error.js";
import { refuseFormats, type ViewOptions, viewsOrigin } from "./view-options.js";

/** The options of a new run. */
export interface NewRunOptions extends TargetOptions, ViewOptions {
  readonly journal?: string;
  readonly rate?: number;
  readonly concurrency: number;
  readonly timeout?: number;
}

/**
 * A run that begins now.
 *
 * @param shown - whether a person sees the progress, and a table at the end.
 * @throws UsageError if its options contradict each other
 */
export function newRun(
  options: NewRunOptions,
  log: Log,
  shown: { readonly hasProgress: boolean; readonly hasTable: boolean },
): CommandRun {
  const { out = OUT, concurrency, format } = options;
  const targets = targetsIn(options);
  refuseFormats(out, format);
  const runId = newRunId(new Date().toISOString());
  const { journal = out === "-" ? undefined : join(runsFolder(out), `${runId}.journal`) } = options;
  if (journal === undefined) {
    throw new UsageError("--out - writes a view to the standard output; say where the run is kept with --journal FILE");
  }
  refuseOverwriting(journal, out);
  const to = databaseOf(options.to);
  return {
    journal,
    out,
    depth: depthIn(options),
    rate: options.rate,
    runId,
    to,
    timeout: options.timeout === undefined ? undefined : options.timeout * 1_000,
    quiet: !shown.hasTable,
    hasProgress: shown.hasProgress,
    log,
    origin: {
      targets,
      concurrency,
      ...(to === undefined ? {} : { to: to.shown }),
      ...viewsOrigin(options),
    },
  };
}
