import { crawlOptions } from "../crawl-options.js";
import { crawlRun } from "../crawl-run.js";
import { EXAMPLES } from "../examples.js";
import { logIn, type LogOptions, logOptions } from "../log-options.js";
import { newRun, type NewRunOptions } from "../new-run.js";
import { notEmpty, seconds } from "../options.js";
import { OUT } from "../runs-folder.js";
import { targetOptions } from "../target-options.js";
import { viewOptions } from "../view-options.js";
import type { Subcommand } from "./subcommand.js";

/** `export`: begins a run, and writes what it found. */
export const exportSubcommand: Subcommand = (command, onExit) => {
  command
    .description("reads accounts and regions and writes what they have (without a command, this is what happens)")
    .option(
      "--out <folder>",
      `where the files go; "-" writes one view to the standard output (default: ${OUT})`,
      notEmpty,
    );
  crawlOptions(targetOptions(command))
    .option("--journal <file>", "where the run is kept (default: OUT/runs/RUN.journal)", notEmpty)
    .option("--timeout <seconds>", "for the whole run (default: none)", seconds);
  logOptions(viewOptions(command), "what happens as lines of JSON on stderr, in place of progress and table")
    .addHelpText("after", EXAMPLES)
    .action(async (options: ExportOptions) => onExit(await exportRun(options)));
};

interface ExportOptions extends NewRunOptions, LogOptions {}

async function exportRun(options: ExportOptions): Promise<number> {
  const log = await logIn(options);
  const isShown = options.quiet !== true && options.json !== true;
  return await crawlRun(newRun(options, log, { hasProgress: isShown, hasTable: isShown }));
}
