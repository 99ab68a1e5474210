import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Step } from "../crawl/step.js";
import { fileJournal } from "../journal/file-journal.js";
import { isJournalError } from "../journal/journal-error.js";
import type { LedgerEntry } from "../ledger/ledger-entry.js";
import { CrawlTally } from "../progress/crawl-progress.js";
import { LiveProgress } from "../progress/live-progress.js";
import { PlainProgress } from "../progress/plain-progress.js";
import { foundIn } from "../report/found.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { lackingIn } from "../report/lacking.js";
import { type Report, summaryText } from "../report/summary-text.js";
import { crawlInto } from "../run/crawl-to.js";
import { discoverTargets } from "../targets/discover-targets.js";
import { isTargetOptionsError } from "../targets/target-options-error.js";
import type { Summary } from "../views/summary.js";
import { viewsOf } from "../views/views-of.js";
import { writeViews } from "../views/write-views.js";
import { failsOn } from "./fail-on.js";
import { isInterruption, onInterruption } from "./interruption.js";
import type { CommandRun } from "./run-options.js";
import { writeRows } from "./write-rows.js";

/**
 * Crawls into a journal, and writes the views of it: what `export` and `resume` do.
 *
 * @returns the exit code. Never rejects for what a user can do something about: that is a sentence on stderr.
 */
export async function crawlRun(run: CommandRun): Promise<number> {
  const interruption = onInterruption();
  const ends = [interruption.signal, ...(run.timeout === undefined ? [] : [AbortSignal.timeout(run.timeout)])];
  const signal = AbortSignal.any(ends);
  try {
    return await crawlAndWrite(run, signal);
  } catch (error) {
    if (signal.aborted && error === signal.reason) {
      return stopped(run, error);
    }
    process.stderr.write(`${PREFIX}${failureSentence(error)}\n`);
    return isTargetOptionsError(error) ? 2 : 1;
  } finally {
    interruption.stopListening();
  }
}

async function crawlAndWrite(run: CommandRun, signal: AbortSignal): Promise<number> {
  // Where the rows go to the standard output, everything else goes to the other.
  const stdout = run.out === STDOUT ? process.stderr : process.stdout;
  const now = (): number => performance.now();
  const live = stdout.isTTY && process.env["TERM"] !== "dumb" && !run.quiet;
  const startedAt = now();
  const tally = new CrawlTally();
  const display = run.quiet ? undefined : live ? new LiveProgress(stdout, now) : new PlainProgress(stdout, now);
  const { targets, concurrency } = run.origin;
  let isBegun = false;
  {
    const journal = fileJournal(run.journal);
    try {
      await crawlInto(journal, {
        targets: discoverTargets({ ...targets, signal }),
        depth: run.depth,
        rate: run.rate,
        concurrency,
        runId: run.runId,
        origin: run.origin,
        signal,
        onStep: (step: Step) => {
          isBegun ||= step._tag === "Target";
          tally.add(step);
          display?.show(tally.progress);
        },
      });
    } catch (error) {
      await journal.close().catch(ignore);
      if (!isBegun && !isJournalError(error)) {
        // It says nothing, and would be taken for a run that can be gone on with.
        await rm(run.journal, { force: true }).catch(ignore);
      }
      throw error;
    } finally {
      display?.end();
    }
    await journal.close();
  }
  return await writeRun(run, {
    signal,
    elapsed: now() - startedAt,
    colors: live && stdout.hasColors(),
    stdout,
  });
}

/** Writes what a journal has to say, and tells of it. */
export async function writeRun(
  run: Pick<CommandRun, "journal" | "origin" | "out" | "quiet">,
  how: {
    readonly signal: AbortSignal;
    readonly elapsed: number;
    readonly colors: boolean;
    readonly stdout: NodeJS.WritableStream;
  },
): Promise<number> {
  const { journal: path, out, origin } = run;
  const journal = fileJournal(path);
  const views = viewsOf(journal);
  const entries: LedgerEntry[] = [];
  for await (const entry of views.ledger()) {
    entries.push(entry);
  }
  const failing = entries.some((entry) => failsOn(entry, origin.failOn));
  const isEmpty = !entries.some((entry) => entry._tag === "Walk" && entry.pages > 0);
  const exitCode = isEmpty && failing ? 1 : failing ? 3 : 0;
  const resume = failing ? resumeCommand(path, out) : undefined;
  let summary: Summary;
  if (out === STDOUT) {
    summary = await views.summary({ exitCode, resume });
    await writeRows(views.rows("inventory"), origin, process.stdout);
  } else {
    const { formats, csvForExcel, csvPlain } = origin;
    summary = await writeViews(journal, { out, formats, csvForExcel, csvPlain, exitCode, resume, signal: how.signal });
  }
  if (!run.quiet) {
    const report: Report = {
      summary,
      found: await foundIn(views.rows("inventory")),
      lacking: lackingIn(entries),
      places: placesIn(entries),
      pages: sumOf(entries, "pages"),
      throttles: sumOf(entries, "throttles"),
      elapsed: how.elapsed,
      files: out === STDOUT ? [path] : [...summary.files, "summary.json"].map((name) => join(out, name)).concat(path),
    };
    how.stdout.write(summaryText(report, how.colors));
  }
  if (resume !== undefined) {
    process.stderr.write(`${PREFIX}not everything could be read; to ask again for what is missing: ${resume}\n`);
  }
  return exitCode;
}

function placesIn(entries: readonly LedgerEntry[]): readonly string[] {
  const places = entries.flatMap((entry) =>
    entry._tag === "Walk" && entry.parentArn === null && entry.records > 0
      ? [`${entry.accountId ?? entry.target} ${entry.region}`]
      : [],
  );
  return [...new Set(places)];
}

function sumOf(entries: readonly LedgerEntry[], member: "pages" | "throttles"): number {
  return entries.reduce((sum, entry) => sum + (entry._tag === "Walk" ? entry[member] : 0), 0);
}

function stopped(run: CommandRun, reason: unknown): number {
  const why = isInterruption(reason) ? "stopped" : `stopped after ${(run.timeout ?? 0) / 1_000} s, as --timeout says`;
  process.stderr.write(`${PREFIX}${why}; what is done is kept; to go on: ${resumeCommand(run.journal, run.out)}\n`);
  return isInterruption(reason) ? reason.exitCode : 3;
}

function resumeCommand(journal: string, out: string): string {
  const where = journal.startsWith(join(out, "runs")) ? "" : ` --out ${quoted(out)}`;
  return `rekognition-inventory resume ${quoted(journal)}${where}`;
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function ignore(): void {}

const PREFIX = "rekognition-inventory: ";
const STDOUT = "-";
