import { crawlRun } from "../crawl-run.js";
import { databaseOf } from "../database-of.js";
import { dropOldRuns } from "../drop-old-runs.js";
import { folderOf } from "../folder-of.js";
import { unfinishedJournal } from "../journals.js";
import { keepIn, type KeepOption, keepOption } from "../keep-option.js";
import { plainLog } from "../log.js";
import { database, notEmpty, seconds } from "../options.js";
import { refuseOverwriting } from "../refuse-overwriting.js";
import { runIn } from "../run-in.js";
import { type CommandRun, isRunOrigin } from "../run-options.js";
import { OUT } from "../runs-folder.js";
import { say } from "../say.js";
import { shellWord } from "../shell-word.js";
import { UsageError } from "../usage-error.js";
import { TO, type ViewOptions } from "../view-options.js";
import type { Subcommand } from "./subcommand.js";

/** `resume`: goes on with a run. */
export const resumeSubcommand: Subcommand = (command, onExit) => {
  command
    .description(
      "goes on with a stopped run, or asks again for what a run could not read; uses the options of that run",
    )
    .argument("[path]", "a journal, or the folder that a run wrote to", OUT)
    .option("--out <folder>", "where the files go (default: the folder of the run)", notEmpty)
    .option("--to <url>", `${TO} (default: the run's)`, database);
  keepOption(command)
    .option("--timeout <seconds>", "for the whole run (default: none)", seconds)
    .option("--quiet", "no progress, and no table at the end")
    .action(async (path: string, options: ResumeOptions) => onExit(await resumeRun(path, options)));
};

interface ResumeOptions extends KeepOption, Pick<ViewOptions, "out" | "quiet" | "to"> {
  readonly timeout?: number;
}

async function resumeRun(path: string, options: ResumeOptions): Promise<number> {
  const unfinished = await unfinishedJournal(path);
  if (unfinished._tag === "None") {
    const { stopped, isWhole } = unfinished;
    const newest = isWhole
      ? "the newest is complete"
      : "the newest read everything, but some records are not as AWS documents them (invalid.ndjson)";
    say(
      stopped === undefined
        ? `nothing is missing in ${path}: every run came to its end, and ${newest}`
        : `nothing is missing in ${path}: the newest run is complete; an older run was stopped, but its files would replace those of the newest run: to go on with it all the same, rekognition-inventory resume ${shellWord(stopped)} --out FOLDER`,
    );
    return 0;
  }
  const { journal } = unfinished;
  const { rate: runRate, depth: runDepth, origin } = (await runIn(journal)).options;
  if (!isRunOrigin(origin)) {
    throw new UsageError(
      `${journal} was begun by a program, or by another release of this command; resume it with that program or release`,
    );
  }
  const { out = folderOf(journal) } = options;
  refuseOverwriting(journal, out);
  const keep = keepIn(options, out);
  const run: CommandRun = {
    journal,
    out,
    depth: runDepth,
    rate: runRate === DOCUMENTED_RATE ? undefined : runRate,
    runId: undefined,
    to: databaseOf(options.to ?? origin.to),
    timeout: options.timeout === undefined ? undefined : options.timeout * 1_000,
    quiet: options.quiet === true,
    hasProgress: options.quiet !== true,
    log: plainLog,
    origin,
  };
  const exitCode = await crawlRun(run);
  await dropOldRuns(run, keep);
  return exitCode;
}

const DOCUMENTED_RATE = 5;
