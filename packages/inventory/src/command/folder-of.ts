import { outOf } from "./runs-folder.js";
import { UsageError } from "./usage-error.js";

/** The folder that the run of a journal wrote to. */
export function folderOf(journal: string): string {
  const out = outOf(journal);
  if (out === undefined) {
    throw new UsageError(`${journal} is in no folder of runs; say where the files go with --out FOLDER`);
  }
  return out;
}
