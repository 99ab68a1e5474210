import { join } from "node:path";
import { newRunId } from "../../crawl/run-id.js";
import { crawlRun } from "../crawl-run.js";
import { databaseOf } from "../database-of.js";
import { EXAMPLES } from "../examples.js";
import { notEmpty, rate, seconds, wholeNumber } from "../options.js";
import { refuseOverwriting } from "../refuse-overwriting.js";
import { OUT, runsFolder } from "../runs-folder.js";
import { depthIn, targetOptions, type TargetOptions, targetsIn } from "../target-options.js";
import { UsageError } from "../usage-error.js";
import { refuseFormats, viewOptions, type ViewOptions, viewsOrigin } from "../view-options.js";
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
  targetOptions(command)
    .option("--rate <n>", "requests a second of each account, region and operation (default: 5)", rate)
    .option("--concurrency <n>", "accounts and regions at a time", wholeNumber, 16)
    .option("--journal <file>", "where the run is kept (default: OUT/runs/RUN.journal)", notEmpty)
    .option("--timeout <seconds>", "for the whole run (default: none)", seconds);
  viewOptions(command)
    .addHelpText("after", EXAMPLES)
    .action(async (options: ExportOptions) => onExit(await exportRun(options)));
};

interface ExportOptions extends TargetOptions, ViewOptions {
  readonly journal?: string;
  readonly rate?: number;
  readonly concurrency: number;
  readonly timeout?: number;
}

async function exportRun(options: ExportOptions): Promise<number> {
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
  return await crawlRun({
    journal,
    out,
    depth: depthIn(options),
    rate: options.rate,
    runId,
    to,
    timeout: options.timeout === undefined ? undefined : options.timeout * 1_000,
    quiet: options.quiet === true,
    origin: {
      targets,
      concurrency,
      ...(to === undefined ? {} : { to: to.shown }),
      ...viewsOrigin(options),
    },
  });
}
