import { fileJournal } from "../../journal/file-journal.js";
import { ledgerOf } from "../../ledger/ledger-of.js";
import { isOutputError } from "../../failures/output-error.js";
import { databaseOf } from "../database-of.js";
import { folderOf } from "../folder-of.js";
import { isInterruption, onInterruption } from "../interruption.js";
import { newestJournal } from "../journals.js";
import { plainLog } from "../log.js";
import { notEmpty } from "../options.js";
import { refuseOverwriting } from "../refuse-overwriting.js";
import { runIn } from "../run-in.js";
import { isRunOrigin } from "../run-options.js";
import { OUT } from "../runs-folder.js";
import { say } from "../say.js";
import { terminalFor } from "../terminal.js";
import { refuseFormats, viewOptions, type ViewOptions, viewsOrigin } from "../view-options.js";
import { writeRun } from "../write-run.js";
import type { Subcommand } from "./subcommand.js";

/** `views`: writes the files of a run again. */
export const viewsSubcommand: Subcommand = (command, onExit) => {
  command
    .description("writes the files of a run again, from its journal, without asking AWS")
    .argument("[path]", "a journal, or the folder that a run wrote to", OUT)
    .option(
      "--out <folder>",
      'where the files go; "-" writes one view to the standard output (default: the folder of the run)',
      notEmpty,
    );
  viewOptions(command).action(async (path: string, options: ViewOptions) => onExit(await viewsRun(path, options)));
};

async function viewsRun(path: string, options: ViewOptions): Promise<number> {
  const journal = await newestJournal(path);
  const { origin } = (await runIn(journal)).options;
  const { out = folderOf(journal), format, quiet = false } = options;
  refuseFormats(out, format);
  refuseOverwriting(journal, out);
  const interruption = onInterruption();
  try {
    const views = viewsOrigin(options, isRunOrigin(origin) ? origin : undefined);
    const ledger = await ledgerOf(fileJournal(journal));
    const terminal = terminalFor({ out, quiet });
    return await writeRun({ journal, out, quiet, to: databaseOf(options.to), views, log: plainLog }, ledger, {
      terminal,
      signal: interruption.signal,
    });
  } catch (error) {
    if (isInterruption(error)) {
      say("stopped; what was there before is unchanged");
      return error.exitCode;
    }
    if (isOutputError(error)) {
      say(`${error.message}; choose another folder with --out`);
      return 1;
    }
    throw error;
  } finally {
    interruption.stopListening();
  }
}
