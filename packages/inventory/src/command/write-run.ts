import { join } from "node:path";
import type { Ledger } from "../ledger/ledger.js";
import type { LedgerEntry, WalkEntry } from "../ledger/ledger-entry.js";
import { isMissing } from "../ledger/is-missing.js";
import { fileJournal } from "../journal/file-journal.js";
import { isDatabaseError } from "../postgres/database-error.js";
import { writeLedgerToPostgres } from "../postgres/write-to-postgres.js";
import { foundIn } from "../report/found.js";
import { lackingIn } from "../ledger/lacking.js";
import { absentLines, type Report, summaryText } from "../report/summary-text.js";
import { count } from "../text/count.js";
import type { Summary } from "../views/summary.js";
import { viewsWith } from "../views/views-of.js";
import { writeViewsWith } from "../views/write-views.js";
import { failsOn } from "./fail-on.js";
import { historyOf } from "./history-of.js";
import { resumeCommand } from "./resume-command.js";
import type { WrittenRun } from "./run-options.js";
import { shellWord } from "./shell-word.js";
import type { Terminal } from "./terminal.js";
import { writeRows } from "./write-rows.js";

/** What the caller knows about a run, and no journal says. */
export interface WriteRunContext {
  readonly terminal: Terminal;
  /** Ends the writing; what was there before stays. */
  readonly signal: AbortSignal;
  /** What this process did for the run; `undefined` if it only read the journal. */
  readonly here?: Report["here"];
  /** Why the run did not come to its end; `undefined` if it did, or if that is not known. */
  readonly reason?: string | undefined;
  /** How the run is gone on with, if not by `resume`: others are still at work on it. */
  readonly goOn?: string | undefined;
}

/**
 * Writes the results in a journal, and reports them.
 *
 * @returns the exit code: 0; 1 if the database could not be written; 3 if something is missing or could not be read, as
 * `failOn` says.
 */
export async function writeRun(run: WrittenRun, ledger: Ledger, context: WriteRunContext): Promise<number> {
  const { journal: path, out, to, views: how, log } = run;
  const { terminal, signal, here, reason, goOn } = context;
  const { entries, endedAt } = ledger;
  const isFailing = (endedAt === null && how.failOn.includes("unfinished")) || entries.some(failsOn(how.failOn));
  const exitCode = isFailing ? 3 : 0;
  const isIncomplete = endedAt === null || entries.some(isMissing);
  const resume = isIncomplete && goOn === undefined ? resumeCommand(path, out) : undefined;
  const journal = fileJournal(path);
  const fold = (): Promise<Ledger> => Promise.resolve(ledger);
  const views = viewsWith(journal, fold);
  let summary: Summary;
  if (out === "-") {
    summary = await views.summary({ exitCode, resume });
    await writeRows(views.rows("inventory"), how, process.stdout, signal);
  } else {
    const { formats, csvForExcel, csvPlain, prices } = how;
    const options = { out, formats, csvForExcel, csvPlain, prices, exitCode, resume, signal };
    summary = await writeViewsWith(journal, fold, options, () => historyOf(path, signal));
  }
  try {
    await (to === undefined
      ? undefined
      : writeLedgerToPostgres(journal, fold, { connectionString: to.connectionString, signal }));
  } catch (error) {
    if (to === undefined || !isDatabaseError(error)) {
      throw error;
    }
    const again = `rekognition-inventory views ${shellWord(path)} --to ${shellWord(to.shown)}`;
    log.say(`${error.message}; all else is written; to write there again: ${again}`);
    return 1;
  }
  const { runId, outcome, counts, targets } = summary;
  log.event("info", "written", {
    run_id: runId,
    outcome,
    exit_code: exitCode,
    targets,
    counts,
    files: summary.files,
    journal: path,
    resume: resume ?? null,
    database: to?.shown ?? null,
  });
  if (!run.quiet) {
    const report: Report = {
      summary,
      found: await foundIn(views.rows("inventory")),
      lacking: lackingIn(entries),
      listings: entries.filter(isListing),
      pages: sumOf(entries, "pages"),
      throttles: sumOf(entries, "throttles"),
      here,
      written: {
        out,
        names: out === "-" ? [] : [...summary.files, "summary.json"],
        others: [path, ...(to === undefined ? [] : [to.shown])],
      },
    };
    terminal.stream.write(summaryText(report, terminal.hasColors));
  }
  const counted = lackingIn(entries.filter(({ outcome: each }) => how.failOn.includes(each)));
  const absent = counted.filter(({ isMissing: canBeAsked }) => !canBeAsked);
  if (absent.length > 0) {
    log.sayLines(["the exit status is 3, as --fail-on counts this", ...absentLines(absent)].join("\n"));
  }
  const { invalid = 0 } = counts;
  if (invalid > 0 && how.failOn.includes("invalid")) {
    const where = out === "-" ? "" : `; the reasons are in ${join(out, "invalid.ndjson")}`;
    log.say(`${count(invalid, "record")} could not be read and ${invalid === 1 ? "is" : "are"} in no table${where}`);
  }
  if (goOn !== undefined) {
    log.say(`${reason ?? "the run did not come to its end"}; ${goOn}`);
  }
  if (resume !== undefined && (isFailing || reason !== undefined)) {
    const why =
      endedAt === null
        ? "the run did not come to its end; to go on"
        : "not everything could be read; to ask again for what is missing";
    log.say(reason === undefined ? `${why}: ${resume}` : `${reason}; to go on: ${resume}`);
  }
  return exitCode;
}

/** Whether an entry is a listing of projects of which a page was read. */
function isListing(entry: LedgerEntry): entry is WalkEntry {
  return entry._tag === "Walk" && entry.parentArn === null && entry.pages > 0;
}

function sumOf(entries: readonly LedgerEntry[], member: "pages" | "throttles"): number {
  return entries.reduce((sum, entry) => sum + (entry._tag === "Walk" ? entry[member] : 0), 0);
}
