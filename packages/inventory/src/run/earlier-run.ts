import { basename, dirname } from "node:path";
import { hasEnded } from "../journal/has-ended.js";
import { isJournalError } from "../journal/journal-error.js";
import { orUnreadable } from "../journal/or-unreadable.js";
import { stepsOf } from "../journal/steps-of.js";
import { NoRunError } from "../ledger/no-run-error.js";
import { journalsIn } from "./journals-in.js";

/**
 * The run to compare a run with: the newest in the same folder that began before it, came to its end and read a page;
 * `undefined` if there is none.
 *
 * Of each journal, only the lines up to its first page are read, and its last line: a folder may have a year of runs. A
 * journal is skipped if it cannot be read there, because it is damaged or of another version, or if its run is being
 * resumed. Damage between those lines is not seen: a caller that reads the journal has to expect a `JournalError`.
 *
 * Rejects with a `JournalError` or a `NoRunError` if the run itself, or its folder, cannot be read.
 *
 * @param journal - the path of the run's journal.
 * @returns the path of the other run's journal.
 */
export async function earlierRun(journal: string): Promise<string | undefined> {
  const startedAt = await startOf(journal);
  const folder = dirname(journal);
  for (const path of await orUnreadable(folder, () => journalsIn(folder))) {
    if (basename(path) < basename(journal) && (await isFinished(path, startedAt))) {
      return path;
    }
  }
  return undefined;
}

async function startOf(journal: string): Promise<string> {
  for await (const step of stepsOf(journal)) {
    if (step._tag === "Run") {
      return step.startedAt;
    }
    break;
  }
  throw new NoRunError();
}

/** @param before - the run has to have begun before this time: a file may have been named by hand. */
async function isFinished(journal: string, before: string): Promise<boolean> {
  try {
    for await (const step of stepsOf(journal)) {
      if (step._tag === "Run" && step.startedAt >= before) {
        return false;
      }
      if (step._tag === "Walk" && step.pages > 0) {
        return await orUnreadable(journal, () => hasEnded(journal));
      }
    }
    return false;
  } catch (error) {
    if (isJournalError(error)) {
      return false;
    }
    throw error;
  }
}
