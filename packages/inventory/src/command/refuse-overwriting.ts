import { basename, dirname, resolve } from "node:path";
import { VIEW_FILES } from "../views/write-views.js";
import { UsageError } from "./usage-error.js";

/** @throws UsageError if one of the files that are written into `out` would overwrite the journal. */
export function refuseOverwriting(journal: string, out: string): void {
  if (out !== "-" && resolve(dirname(journal)) === resolve(out) && VIEW_FILES.includes(basename(journal))) {
    throw new UsageError(
      `the run would overwrite ${journal} with its file of the same name; give the journal another name, or choose another folder with --out`,
    );
  }
}
