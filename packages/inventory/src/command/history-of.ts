import { shownChange } from "../changes/shown-change.js";
import { changesOf } from "../changes/changes-of.js";
import { runOfJournal } from "../changes/run-of-journal.js";
import { fileJournal } from "../journal/file-journal.js";
import type { ChangeCount, ChangeLine, RunChanges } from "../views/report/run-changes.js";
import { NO_HISTORY, type RunHistory } from "../views/report/run-history.js";
import { baselineOf } from "./baseline.js";
import { readable } from "./readable.js";
import { seenBefore } from "./seen-before.js";

/**
 * What earlier runs in the same folder add to a run: what has changed since the run before, and since when models run.
 * If an earlier run cannot be read, the report is written all the same, and says so.
 *
 * @param path - the run's journal.
 */
export async function historyOf(path: string, signal: AbortSignal): Promise<RunHistory> {
  const seen = await readable(() => seenBefore(path, signal), NO_HISTORY);
  const changes = await readable(() => changesSince(path, signal), undefined);
  return { ...NO_HISTORY, ...seen.value, changes: changes.value, problem: changes.problem };
}

async function changesSince(path: string, signal: AbortSignal): Promise<RunChanges | undefined> {
  const before = await baselineOf(path);
  if (before === undefined) {
    return undefined;
  }
  const counts = new Map<string, ChangeCount>();
  const items: ChangeLine[] = [];
  let count = 0;
  for await (const change of changesOf(before.run, await runOfJournal(fileJournal(path)))) {
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
  const { run } = before.ledger;
  return { runId: run.runId, startedAt: run.startedAt, counts: [...counts.values()], items, count };
}

/** A report shows at most so many changes, the first ones. */
const MOST_CHANGES = 10_000;
