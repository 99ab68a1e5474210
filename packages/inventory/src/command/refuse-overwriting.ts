import { basename, dirname, resolve } from "node:path";
import { VIEW_FILES } from "../views/write-views.js";
import { UsageError } from "./usage-error.js";

/** @throws UsageError for a journal in whose place one of the files in `out` would be written. */
export function refuseOverwriting(journal: string, out: string): void {
  if (out !== "-" && resolve(dirname(journal)) === resolve(out) && VIEW_FILES.includes(basename(journal))) {
    throw new UsageError(
      `${journal} would be overwritten by the file of that name that a run writes; give the journal another name, or the files another folder with --out`,
    );
  }
}
