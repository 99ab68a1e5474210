import { rm, rmdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { resumeCommand } from "./resume-command.js";
import { UsageError } from "./usage-error.js";

/** A new journal, before its run begins. */
export interface NewJournal {
  /**
   * Removes the journal, if this process has opened it, and the folders that were made for it. Nothing is left. Never
   * rejects.
   */
  discard(options: { readonly isOpened: boolean }): Promise<void>;
}

/**
 * A place for a new journal.
 *
 * @throws UsageError if there is a file: a new run must not go on with an old one, whose answers are old.
 */
export async function newJournal(path: string, out: string): Promise<NewJournal> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile() === true && there.size > 0) {
    throw new UsageError(
      `${path} is there already; name another file with --journal, or go on with it: ${resumeCommand(path, out)}`,
    );
  }
  const made = await missingFolders(dirname(path));
  return {
    discard: async ({ isOpened }) => {
      if (isOpened && there === undefined) {
        await rm(path, { force: true }).catch(ignore);
      }
      for (const folder of made) {
        // Fails if somebody else has put something into the folder meanwhile.
        await rmdir(folder).catch(ignore);
      }
    },
  };
}

/** The folders of a path that do not exist, the innermost first. */
async function missingFolders(path: string): Promise<readonly string[]> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? [] : [path, ...(await missingFolders(dirname(path)))];
}

function ignore(): void {}
