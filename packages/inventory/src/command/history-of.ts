import { shownChange } from "../changes/shown-change.js";
import { changesBetween } from "../changes/changes-between.js";
import { isRunning } from "../cost/running-cost.js";
import { fileJournal } from "../journal/file-journal.js";
import { isJournalError } from "../journal/journal-error.js";
import { ledgerOf } from "../ledger/ledger-of.js";
import { earlierRun } from "../run/earlier-run.js";
import type { ChangeCount, ChangeLine, RunChanges } from "../views/report/run-changes.js";
import { NO_HISTORY, type RunHistory } from "../views/report/run-history.js";
import { recordTablesOf } from "../views/tables/tables.js";
import { viewsWith } from "../views/views-of.js";

/**
 * What earlier runs in the same folder say of what a run found: what changed since the one before, and since when models
 * run. An earlier run that cannot be read is no reason to write no report: it says so.
 *
 * @param path - the run's journal.
 */
export async function historyOf(path: string, signal: AbortSignal): Promise<RunHistory> {
  const seen = await readable(() => seenBefore(path, signal), NO_HISTORY);
  const changes = await readable(() => changesSince(path, signal), undefined);
  return { ...NO_HISTORY, ...seen.value, changes: changes.value, problem: changes.problem };
}

/** What can be read; else the other value, and why. */
async function readable<Value>(
  read: () => Promise<Value>,
  otherwise: Value,
): Promise<{ readonly value: Value; readonly problem?: string }> {
  try {
    return { value: await read() };
  } catch (error) {
    if (isJournalError(error)) {
      return { value: otherwise, problem: error.message };
    }
    throw error;
  }
}

async function changesSince(path: string, signal: AbortSignal): Promise<RunChanges | undefined> {
  const before = await earlierRun(path);
  if (before === undefined) {
    return undefined;
  }
  const counts = new Map<string, ChangeCount>();
  const items: ChangeLine[] = [];
  let count = 0;
  for await (const change of changesBetween(fileJournal(before), fileJournal(path))) {
    signal.throwIfAborted();
    const kind = change._tag.toLowerCase();
    const key = `${change.table} ${kind}`;
    counts.set(key, { table: change.table, kind, count: (counts.get(key)?.count ?? 0) + 1 });
    count += 1;
    if (items.length < MOST_CHANGES) {
      const { accountId, region } = change.row;
      items.push({ kind, table: change.table, accountId, region, ...shownChange(change) });
    }
  }
  const { run } = await ledgerOf(fileJournal(before));
  return { runId: run.runId, startedAt: run.startedAt, counts: [...counts.values()], items, count };
}

/** Goes back from run to run as long as a model was running, or starting, in each of them. */
async function seenBefore(
  path: string,
  signal: AbortSignal,
): Promise<Pick<RunHistory, "seenRunning" | "seenStarting">> {
  const [seenRunning, seenStarting] = [new Map<string, string>(), new Map<string, string>()];
  // What CloudWatch has told need not be looked for: each run further back is a journal to be read.
  let open = new Map([...(await runningIn(path, signal))].filter(([, { isSinceKnown }]) => !isSinceKnown));
  let journal: string | undefined = path;
  for (let runs = 0; runs < MOST_RUNS && open.size > 0; runs += 1) {
    journal = await earlierRun(journal);
    if (journal === undefined) {
      break;
    }
    const further = journal;
    // A damaged one is where what is known ends.
    const { value: then } = await readable(() => runningIn(further, signal), new Map<string, Running>());
    const still = new Map<string, Running>();
    for (const [arn, { status }] of open) {
      const seen = then.get(arn);
      if (seen !== undefined) {
        seenRunning.set(arn, seen.seenAt);
        if (status === "STARTING" && seen.status === "STARTING") {
          seenStarting.set(arn, seen.seenAt);
        }
        still.set(arn, seen);
      }
    }
    open = still;
  }
  return { seenRunning, seenStarting };
}

interface Running {
  readonly status: string | null;
  readonly seenAt: string;
  readonly isSinceKnown: boolean;
}

/** The models that run, or start, by their ARN. */
async function runningIn(path: string, signal: AbortSignal): Promise<ReadonlyMap<string, Running>> {
  const running = new Map<string, Running>();
  const journal = fileJournal(path);
  const ledger = await ledgerOf(journal);
  if (!recordTablesOf(ledger.run.options.depth).includes("versions")) {
    return running;
  }
  for await (const version of viewsWith(journal, () => Promise.resolve(ledger)).rows("versions")) {
    signal.throwIfAborted();
    if (isRunning(version)) {
      const { arn, status, seenAt, inServiceSince } = version;
      running.set(arn, { status, seenAt, isSinceKnown: inServiceSince !== null });
    }
  }
  return running;
}

/** Above this many rows a report shows the first. */
const MOST_CHANGES = 10_000;
/** A month of nights, and some: a model that has run for longer has "at least since" of then. */
const MOST_RUNS = 40;
