import { rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { anySignal } from "../crawl/any-signal.js";
import { failureSentence } from "../failures/failure-sentence.js";
import { orOutputError } from "../failures/or-output-error.js";
import { isOutputError } from "../failures/output-error.js";
import { fileJournal } from "../journal/file-journal.js";
import { makeFolders } from "../journal/make-folders.js";
import { LedgerFold } from "../ledger/ledger-of.js";
import type { Ledger } from "../ledger/ledger.js";
import { preparePostgres } from "../postgres/write-to-postgres.js";
import { showSweep } from "../progress/sweep-progress.js";
import type { Sweep, SweepOptions, SweepRun } from "../sweep/sweep-engine.js";
import { readAccountsFile } from "../targets/accounts-file.js";
import type { DiscoverTargetsOptions } from "../targets/discover-targets-options.js";
import { count } from "../text/count.js";
import { dropOldRuns } from "./drop-old-runs.js";
import { isInterruption, onInterruption } from "./interruption.js";
import { loadSweepEngine } from "./load-sweep-engine.js";
import { logSweep } from "./log-sweep.js";
import { isNothingRead, nothingReadText } from "./nothing-read.js";
import type { CommandRun, RunOrigin } from "./run-options.js";
import { runsFolder } from "./runs-folder.js";
import { terminalFor } from "./terminal.js";
import { UsageError } from "./usage-error.js";
import { writeRun } from "./write-run.js";

/** An export whose run is shared out over processes. */
export interface SweepExport {
  readonly run: CommandRun;
  readonly at: SweepOptions;
  /** How many shards this process reads at once. */
  readonly concurrency: number | undefined;
  /**
   * The name of the run to join, which may have ended. Without a name, the newest unfinished run that would find the
   * same is joined, or a new one is begun.
   */
  readonly join: string | undefined;
  /** Whether the user has named the journal. Otherwise it has the name of the run. */
  readonly hasOwnJournal: boolean;
  /** How many finished runs keep their journals; `undefined` for all. */
  readonly keep: number | undefined;
}

/**
 * Begins or joins a run of a sweep, works on it until it has ended, and writes its views. It writes them from a journal
 * that is a copy of the steps: everything that can read a journal can read this one.
 *
 * @returns the exit code.
 */
export async function sweepRun(swept: SweepExport): Promise<number> {
  const engine = await loadSweepEngine();
  const { run, at } = swept;
  const interruption = onInterruption();
  let sweep: Sweep | undefined;
  let exported: OpenExport | undefined;
  try {
    // Before everything is read, and not after it.
    await checkWritable(folderOf(swept));
    await (run.to === undefined
      ? undefined
      : preparePostgres({ connectionString: run.to.connectionString, signal: interruption.signal }));
    sweep = await engine.open({ ...at, signal: interruption.signal });
    exported = new OpenExport(swept, sweep, interruption.signal);
    return await exported.toItsEnd();
  } catch (error) {
    if (isInterruption(error)) {
      run.log.say(
        exported?.ended === undefined
          ? "stopped; what is done is kept, and unfinished shards are handed out again; the same command joins the run again"
          : `stopped; the run has ended; to write its files: the same command with --run ${exported.ended}`,
      );
      return error.exitCode;
    }
    if (error instanceof UsageError) {
      throw error;
    }
    const kept = exported?.ended === undefined ? "" : ` and --run ${exported.ended}, which has what was read`;
    const advice = isOutputError(error) ? `; choose another folder with --out${kept}` : "";
    run.log.say(`${failureSentence(error)}${advice}`);
    return 1;
  } finally {
    interruption.stopListening();
    await sweep?.close().catch(ignore);
  }
}

/** The folder of the journal that a run of a sweep is copied into. */
function folderOf({ run, hasOwnJournal }: SweepExport): string {
  return hasOwnJournal || run.out === "-" ? dirname(run.journal) : runsFolder(run.out);
}

/** @throws OutputError for a folder that cannot be written to. */
async function checkWritable(folder: string): Promise<void> {
  const probe = join(folder, `.probe-${process.pid}`);
  await orOutputError(folder, async () => {
    await makeFolders(folder);
    await writeFile(probe, "");
    await rm(probe);
  });
}

class OpenExport {
  readonly #swept: SweepExport;
  readonly #sweep: Sweep;
  readonly #interruption: AbortSignal;
  /** The run, once it has ended. */
  ended: string | undefined;

  constructor(swept: SweepExport, sweep: Sweep, interruption: AbortSignal) {
    this.#swept = swept;
    this.#sweep = sweep;
    this.#interruption = interruption;
  }

  async toItsEnd(): Promise<number> {
    const { run, concurrency } = this.#swept;
    const startedAt = performance.now();
    const there = await this.#joined();
    const { runId } = there;
    const terminal = terminalFor({ out: run.out, quiet: !run.hasProgress });
    const deadline = run.timeout === undefined ? undefined : AbortSignal.timeout(run.timeout);
    const stop = anySignal([this.#interruption, deadline]);
    const hide = run.hasProgress ? showSweep(terminal, () => this.#sweep.status(runId)) : ignore;
    let pages = 0;
    try {
      const onEvent = logSweep(run.log);
      await this.#sweep.work({
        runId,
        stop,
        concurrency,
        onEvent: (event) => {
          pages += event.what === "step" && event.runId === runId ? 1 : 0;
          onEvent(event);
        },
      });
    } finally {
      hide();
    }
    this.#interruption.throwIfAborted();
    const { isEnded = false, failure } = (await this.#sweep.run(runId)) ?? {};
    this.ended = isEnded ? runId : undefined;
    const late = `stopped after ${(run.timeout ?? 0) / 1_000} s, as --timeout says`;
    const reason = failure ?? (isEnded ? undefined : late);
    const { journal, ledger } = await this.#copied(runId);
    if (isNothingRead(ledger)) {
      await rm(journal, { force: true });
      run.log.sayLines(reason ?? nothingReadText(ledger));
      return 1;
    }
    const exitCode = await writeRun({ ...run, journal, views: run.origin }, ledger, {
      terminal,
      signal: this.#interruption,
      here: { pages, elapsed: performance.now() - startedAt },
      reason,
      // Workers may still be reading: `resume` would read the same beside them.
      goOn: isEnded || failure !== undefined ? undefined : "the same command joins the run again",
    });
    await dropOldRuns({ ...run, journal }, this.#swept.keep);
    return exitCode;
  }

  async #joined(): Promise<Pick<SweepRun, "runId">> {
    const { run, join: named } = this.#swept;
    if (named !== undefined) {
      const there = await this.#sweep.run(named);
      if (there === undefined) {
        throw new UsageError(`there is no run ${JSON.stringify(named)} in the database of the sweep`);
      }
      return there;
    }
    const { depth, rate, origin, runId } = run;
    const targets = await sharedTargets(origin.targets);
    const startedAt = new Date().toISOString();
    const begun = await this.#sweep.begin({ runId: runId ?? "", startedAt, depth, rate, origin, targets });
    if (begun.isJoined) {
      run.log.note(
        `joined the run ${begun.runId}, which was begun for the same accounts and regions and has not ended`,
      );
    }
    return begun;
  }

  /** Copies the steps that the run has now into a journal on this machine. */
  async #copied(runId: string): Promise<{ readonly journal: string; readonly ledger: Ledger }> {
    const { run, hasOwnJournal } = this.#swept;
    const journal = hasOwnJournal || run.out === "-" ? run.journal : join(folderOf(this.#swept), `${runId}.journal`);
    const half = `${journal}.${process.pid}`;
    await rm(half, { force: true });
    const fold = new LedgerFold();
    const source = await this.#sweep.journal(runId);
    try {
      const copy = fileJournal(half);
      try {
        const writing: Promise<void>[] = [];
        for await (const step of source.steps()) {
          this.#interruption.throwIfAborted();
          fold.add(step);
          writing.push(copy.append(step));
          if (writing.length === TOGETHER) {
            await Promise.all(writing.splice(0));
          }
        }
        await Promise.all(writing);
      } finally {
        await copy.close();
      }
      await rename(half, journal);
    } catch (error) {
      await rm(half, { force: true });
      throw error;
    } finally {
      await source.close();
    }
    return { journal, ledger: fold.ledger() };
  }
}

/**
 * The options with which any machine can find the targets. A file of accounts is only on this one, so its accounts are
 * listed instead.
 */
async function sharedTargets(targets: RunOrigin["targets"]): Promise<Omit<DiscoverTargetsOptions, "signal">> {
  const { accountsFile, ...shared } = targets;
  if (accountsFile === undefined) {
    return shared;
  }
  const listed = await readAccountsFile(accountsFile);
  const accounts = listed.map(({ accountId, accountName }) => ({ accountId, accountName }));
  return { ...shared, accounts };
}

/** The sentence at the end of a worker. */
export function workedText(steps: number): string {
  return `stopped; it has read ${count(steps, "page")}, and its unfinished shards are handed out again`;
}

function ignore(): void {}

/** How many steps are written at a time. */
const TOGETHER = 64;
