import { anySignal } from "../crawl/any-signal.js";
import type { Step } from "../crawl/step.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { isOutputError } from "../failures/output-error.js";
import { fileJournal } from "../journal/file-journal.js";
import { isJournalError } from "../journal/journal-error.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import type { Ledger } from "../ledger/ledger.js";
import { type CrawlProgress, CrawlTally } from "../progress/crawl-progress.js";
import { LiveProgress } from "../progress/live-progress.js";
import { PlainProgress } from "../progress/plain-progress.js";
import type { ProgressDisplay } from "../progress/progress-display.js";
import { preparePostgres } from "../postgres/write-to-postgres.js";
import { crawlInto } from "../run/crawl-to.js";
import { discoverTargets } from "../targets/discover-targets.js";
import { isTargetOptionsError } from "../targets/target-options-error.js";
import { isInterruption, onInterruption } from "./interruption.js";
import { type NewJournal, newJournal } from "./new-journal.js";
import { isNothingRead, nothingReadText } from "./nothing-read.js";
import { resumeCommand } from "./resume-command.js";
import type { CommandRun } from "./run-options.js";
import { sameAccounts } from "./same-accounts.js";
import { sameCredentials } from "./same-credentials.js";
import { shellWord } from "./shell-word.js";
import { logStep } from "./log-step.js";
import { type Terminal, terminalFor } from "./terminal.js";
import { writeRun } from "./write-run.js";

/**
 * Crawls into a journal, and writes its views: what `export` and `resume` do.
 *
 * - If a new run reads nothing, it leaves nothing, and the files of an earlier run stay as they were.
 * - If a run is interrupted, it keeps its journal and writes no views. If its time is up, it writes the views of what
 *   it has.
 *
 * @returns the exit code. An error that a user can do something about is a sentence on stderr, and no rejection.
 * @throws UsageError if the journal of a new run is there already.
 */
export async function crawlRun(run: CommandRun): Promise<number> {
  const begun = run.runId === undefined ? undefined : await newJournal(run.journal, run.out);
  const interruption = onInterruption();
  try {
    return await new JournalRun(run, begun, interruption.signal).toItsEnd();
  } finally {
    interruption.stopListening();
  }
}

class JournalRun {
  readonly #run: CommandRun;
  /** `undefined` for a run that is resumed. */
  readonly #begun: NewJournal | undefined;
  readonly #interruption: AbortSignal;
  readonly #terminal: Terminal;
  /** Milliseconds since the process began. */
  readonly #startedAt = now();
  #isOpened = false;
  /** Whether the journal has more than the step that begins the run. */
  #isAnythingKept = false;
  /** Pages that this process has read. */
  #pages = 0;
  readonly #tally: CrawlTally;

  constructor(run: CommandRun, begun: NewJournal | undefined, interruption: AbortSignal) {
    this.#run = run;
    this.#tally = new CrawlTally(run.depth);
    this.#begun = begun;
    this.#interruption = interruption;
    this.#terminal = terminalFor({ out: run.out, quiet: !run.hasProgress });
  }

  async toItsEnd(): Promise<number> {
    const { timeout, to } = this.#run;
    const deadline = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
    const signal = anySignal([this.#interruption, deadline]);
    let ledger: Ledger;
    try {
      // Checked before hours of work, and not after them.
      await (to === undefined ? undefined : preparePostgres({ connectionString: to.connectionString, signal }));
      ledger = await this.#crawl(signal);
    } catch (error) {
      if (deadline?.aborted !== true || error !== deadline.reason) {
        return await this.#failed(error);
      }
      const { waiting } = this.#tally.progress;
      const because = waiting === undefined ? "" : `, while it waited: ${waiting}`;
      const why = `stopped after ${(timeout ?? 0) / 1_000} s, as --timeout says${because}`;
      return this.#isAnythingKept ? await this.#written(undefined, why) : await this.#stopped(why, 1);
    }
    return await this.#written(ledger);
  }

  async #crawl(signal: AbortSignal): Promise<Ledger> {
    const { journal: path, depth, rate, runId, origin, log } = this.#run;
    const { targets, concurrency } = origin;
    const tally = this.#tally;
    const begun = new Set<string>();
    const discovered = discoverTargets({ ...targets, signal });
    // The accounts of a file or of an organization may come and go; those of credentials do not.
    const isOwn = targets.accountsFile === undefined && targets.organization !== true;
    const display = this.#display(() => tally.progress);
    const journal = fileJournal(path);
    let ledger: Ledger;
    try {
      await journal.open();
      this.#isOpened = true;
      ledger = await crawlInto(journal, {
        targets: isOwn ? sameAccounts(discovered, begun) : sameCredentials(discovered, begun),
        depth,
        rate,
        concurrency,
        runId,
        origin,
        signal,
        retry: {
          onRetry: ({ reason, error }) => {
            log.event(reason === "transient" ? "warn" : "debug", "request is repeated", {
              reason,
              error: failureSentence(error),
            });
            if (reason === "transient") {
              tally.wait(error);
            }
          },
        },
        onStep: (step: Step, { isNew }) => {
          if (!isNew && step._tag === "Target") {
            begun.add(step.target);
          }
          this.#isAnythingKept ||= step._tag !== "Run";
          this.#pages += isNew && step._tag === "Walk" && step.error === null ? 1 : 0;
          if (isNew) {
            logStep(log, step);
          }
          tally.add(step);
        },
      });
    } catch (error) {
      await journal.close().catch(ignore);
      throw error;
    } finally {
      display?.end();
    }
    await journal.close();
    return ledger;
  }

  #display(read: () => CrawlProgress): ProgressDisplay | undefined {
    const { stream, isLive } = this.#terminal;
    if (!this.#run.hasProgress) {
      return undefined;
    }
    return isLive ? new LiveProgress(stream, now, read) : new PlainProgress(stream, now, read);
  }

  /**
   * @param crawled - the ledger, if the crawl came to its end.
   * @param reason - why the crawl did not come to its end.
   */
  async #written(crawled: Ledger | undefined, reason?: string): Promise<number> {
    const { journal, out, quiet, to, origin, log } = this.#run;
    try {
      const ledger = crawled ?? (await ledgerOf(fileJournal(journal)));
      if (isNothingRead(ledger)) {
        return reason === undefined ? await this.#nothing(nothingReadText(ledger)) : await this.#stopped(reason, 1);
      }
      return await writeRun({ journal, out, quiet, to, views: origin, log }, ledger, {
        terminal: this.#terminal,
        signal: this.#interruption,
        here: { pages: this.#pages, elapsed: now() - this.#startedAt },
        reason,
      });
    } catch (error) {
      if (isOutputError(error)) {
        const views = `rekognition-inventory views ${shellWord(journal)} --out FOLDER`;
        log.say(`${error.message}; what was read is kept; to write it somewhere else: ${views}`);
        return 1;
      }
      return await this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<number> {
    if (isInterruption(error)) {
      return await this.#stopped("stopped", error.exitCode);
    }
    const sentence = failureSentence(error);
    if (isJournalError(error)) {
      this.#run.log.say(sentence);
      return 1;
    }
    if (this.#isAnythingKept) {
      return await this.#stopped(sentence, 1);
    }
    const advice = isOutputError(error) ? "; choose another folder with --out, or another file with --journal" : "";
    await this.#nothing(`${sentence}${advice}`);
    return isTargetOptionsError(error) ? 2 : 1;
  }

  async #stopped(why: string, exitCode: number): Promise<number> {
    if (this.#isAnythingKept) {
      const { journal, out, log } = this.#run;
      log.say(`${why}; what is done is kept; to go on: ${resumeCommand(journal, out)}`);
    } else {
      await this.#nothing(`${why}; nothing was done yet`);
    }
    return exitCode;
  }

  /** Removes the journal of a new run: without a result it would be taken for a run that can be resumed. */
  async #nothing(why: string): Promise<number> {
    await this.#begun?.discard({ isOpened: this.#isOpened });
    this.#run.log.sayLines(why);
    return 1;
  }
}

function now(): number {
  return performance.now();
}

function ignore(): void {}
