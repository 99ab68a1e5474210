import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { changeLine } from "../../changes/change-line.js";
import { changesText } from "../../changes/changes-text.js";
import { changesOf } from "../../changes/changes-of.js";
import { runOfJournal } from "../../changes/run-of-journal.js";
import { fileJournal } from "../../journal/file-journal.js";
import { hasEnded } from "../../journal/has-ended.js";
import { isJournalError } from "../../journal/journal-error.js";
import { invalidIn } from "../../ledger/invalid-in.js";
import { isMissing } from "../../ledger/is-missing.js";
import { ledgerOf } from "../../ledger/ledger-of.js";
import { count, formatted } from "../../text/count.js";
import { counted } from "../counted.js";
import { baselineOf } from "../baseline.js";
import { crawlOptions } from "../crawl-options.js";
import { crawlRun } from "../crawl-run.js";
import { dropOldRuns } from "../drop-old-runs.js";
import { isInterruption, onInterruption } from "../interruption.js";
import { type KeepOption, keepOption } from "../keep-option.js";
import type { Log } from "../log.js";
import { logIn, type LogOptions, logOptions } from "../log-options.js";
import { newRun, type NewRunOptions } from "../new-run.js";
import { notEmpty, seconds } from "../options.js";
import { OUT } from "../runs-folder.js";
import { targetOptions } from "../target-options.js";
import { terminalFor } from "../terminal.js";
import { UsageError } from "../usage-error.js";
import { viewOptions } from "../view-options.js";
import { writeTo } from "../write-to.js";
import type { Subcommand } from "./subcommand.js";

/** `watch`: exports again and again. */
export const watchSubcommand: Subcommand = (command, onExit) => {
  command
    .description(
      "exports again and again, writes its files each time, and prints what has changed; for servers without cron",
    )
    .option("--out <folder>", `where the files go (default: ${OUT})`, notEmpty)
    .option("--every <seconds>", "from the start of a run to the start of the next", seconds, 900);
  crawlOptions(targetOptions(keepOption(command))).option(
    "--timeout <seconds>",
    "for each run (default: none)",
    seconds,
  );
  logOptions(
    viewOptions(command),
    "changes as lines of JSON on the standard output, and events as lines of JSON on stderr",
  )
    .addHelpText("after", ABOUT)
    .action(async (options: WatchOptions) => onExit(await watch(options)));
};

interface WatchOptions extends Omit<NewRunOptions, "journal">, KeepOption, LogOptions {
  readonly every: number;
}

async function watch(options: WatchOptions): Promise<number> {
  const { out = OUT, every, keep, quiet = false, json = false } = options;
  if (out === "-") {
    throw new UsageError("watch writes the files of each run into a folder; give one with --out");
  }
  const log = await logIn(options);
  const { isLive } = terminalFor({ out, quiet: quiet || json });
  const interruption = onInterruption();
  let [runs, read] = [0, 0];
  try {
    for (;;) {
      const next = performance.now() + every * 1_000;
      const run = newRun(options, log, { hasProgress: isLive, hasTable: false });
      const exitCode = await crawlRun(run);
      if (exitCode === MISTAKE || exitCode > SIGNALS) {
        return exitCode;
      }
      runs += 1;
      // A run that read nothing has left no journal. A run whose files or tables could not be written has left one, and
      // the next run is compared with it.
      const isKept = existsSync(run.journal);
      read += isKept ? 1 : 0;
      if (isKept) {
        await tellChanges(run.journal, { log, json, quiet, signal: interruption.signal });
        await dropOldRuns(run, keep);
      }
      if (!process.stdout.writable && !quiet) {
        log.say("stopped, because nobody reads the output any more; to run without output, give --quiet");
        return NOTHING_READ;
      }
      await sleep(Math.max(0, next - performance.now()), undefined, { signal: interruption.signal });
    }
  } catch (error) {
    const reason: unknown = interruption.signal.aborted ? interruption.signal.reason : error;
    if (!isInterruption(reason)) {
      throw error;
    }
    log.say(
      `stopped after ${count(runs, "run")}, of which ${formatted(read)} read something; what they found is in their journals`,
    );
    return reason.exitCode;
  } finally {
    interruption.stopListening();
  }
}

async function tellChanges(
  journal: string,
  {
    log,
    json,
    quiet,
    signal,
  }: { readonly log: Log; readonly json: boolean; readonly quiet: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const at = new Date().toISOString().replace(/\.\d+/, "");
  const print = async (text: string): Promise<void> => {
    await (json || quiet ? undefined : writeTo(process.stdout, text, signal));
  };
  try {
    if (!(await hasEnded(journal))) {
      await print(`${at} the run did not come to its end; the next run will report what has changed\n`);
      return;
    }
    const before = await baselineOf(journal);
    if (before === undefined) {
      await print(`${at} the first run: ${journal}\n`);
      return;
    }
    let number = 0;
    const ledger = await ledgerOf(fileJournal(journal));
    const isWhole = !ledger.entries.some(isMissing) && invalidIn(ledger.entries) === 0;
    const changes = counted(changesOf(before.run, await runOfJournal(fileJournal(journal), ledger)), () => {
      number += 1;
    });
    if (json) {
      for await (const change of changes) {
        await writeTo(process.stdout, changeLine(change), signal);
      }
      log.event("info", "compared", { changes: number, complete: isWhole, before: before.ledger.run.runId, journal });
      return;
    }
    const text = await changesText(changes);
    await (number === 0
      ? print(`${at} no change${isWhole ? "" : ", as far as could be read"}\n`)
      : writeTo(process.stdout, `${at} ${count(number, "change")}\n\n${text}\n`, signal));
  } catch (error) {
    if (!isJournalError(error)) {
      throw error;
    }
    log.say(`${error.message}; what has changed since that run is not known`);
  }
}

/** Exit statuses of a run. */
const NOTHING_READ = 1;
const MISTAKE = 2;
const SIGNALS = 128;

const ABOUT = `
A run that fails does not end watch: the failure is reported, and the next run begins in time. Files and summary.json are
those of the last run that read anything. Ctrl-C and SIGTERM stop it: between runs at once, during a run as in an export.`;
