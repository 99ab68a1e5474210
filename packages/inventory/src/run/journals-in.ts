import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The journals of a folder of runs, the newest first: their names sort by the start of the run. */
export async function journalsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(JOURNAL_ENDING))
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

export const JOURNAL_ENDING = ".journal";
