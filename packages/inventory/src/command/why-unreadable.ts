import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { reasonOf } from "../failures/reason-of.js";

/**
 * Why a path cannot be read, in words. If something is missing, it says what: the file itself, or the outermost folder
 * that does not exist.
 *
 * @param what - what the path should lead to.
 */
export async function whyUnreadable(path: string, what: "file" | "file or folder", error: unknown): Promise<string> {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) {
    return reasonOf(error);
  }
  let missing: string | undefined;
  for (let folder = dirname(path); !(await exists(folder)) && folder !== dirname(folder); folder = dirname(folder)) {
    missing = folder;
  }
  return missing === undefined ? `there is no such ${what}` : `there is no folder ${missing}`;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
