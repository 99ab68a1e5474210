import { dirname } from "node:path";
import { crawlOptions } from "../crawl-options.js";
import { crawlRun } from "../crawl-run.js";
import { dropOldRuns } from "../drop-old-runs.js";
import { EXAMPLES } from "../examples.js";
import { keepIn, type KeepOption, keepOption } from "../keep-option.js";
import { logIn, type LogOptions, logOptions } from "../log-options.js";
import { newRun, type NewRunOptions } from "../new-run.js";
import { notEmpty, seconds } from "../options.js";
import { OUT } from "../runs-folder.js";
import { sweepAt, sweepOption } from "../sweep-options.js";
import { sweepRun } from "../sweep-run.js";
import { targetOptions } from "../target-options.js";
import { UsageError } from "../usage-error.js";
import { viewOptions } from "../view-options.js";
import type { Subcommand } from "./subcommand.js";

/** `export`: begins a run, and writes what it found. */
export const exportSubcommand: Subcommand = (command, onExit) => {
  command
    .description("reads accounts and regions and writes what they have (runs if no command is named)")
    .option(
      "--out <folder>",
      `where the files go; "-" writes one view to the standard output (default: ${OUT})`,
      notEmpty,
    );
  keepOption(crawlOptions(targetOptions(command)))
    .option("--journal <file>", "where the run is kept (default: OUT/runs/RUN.journal)", notEmpty)
    .option("--timeout <seconds>", "for the whole run (default: none)", seconds);
  sweepOption(command).option("--run <id>", "with --sweep: the run to join, even if it has ended", notEmpty);
  logOptions(viewOptions(command), "events as lines of JSON on stderr, instead of progress and table")
    .addHelpText("after", EXAMPLES)
    .action(async (options: ExportOptions) => {
      const isDefault = command.getOptionValueSource("concurrency") === "default";
      onExit(await exportRun(options, isDefault ? undefined : options.concurrency));
    });
};

interface ExportOptions extends NewRunOptions, KeepOption, LogOptions {
  readonly sweep?: string;
  readonly run?: string;
}

/** @param concurrency - `undefined` if the user did not give it. */
async function exportRun(options: ExportOptions, concurrency: number | undefined): Promise<number> {
  const { sweep, run: join, out = OUT, journal } = options;
  const log = await logIn(options);
  const isShown = options.quiet !== true && options.json !== true;
  if (join !== undefined && sweep === undefined) {
    throw new UsageError("--run names a run of a sweep; give its database with --sweep, or leave --run out");
  }
  const keep = keepIn(options, out);
  const run = newRun(options, log, { hasProgress: isShown, hasTable: isShown });
  if (sweep === undefined) {
    const exitCode = await crawlRun(run);
    await dropOldRuns(run, keep);
    return exitCode;
  }
  const at = sweepAt(sweep, out === "-" ? dirname(run.journal) : out, log);
  return await sweepRun({ run, at, concurrency, join, hasOwnJournal: journal !== undefined, keep });
}
