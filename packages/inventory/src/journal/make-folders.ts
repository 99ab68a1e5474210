import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder, and the folders above it that do not exist, for the user alone.
 *
 * It makes one after the other. `mkdir` with `recursive` never ends on a file system that denies that an existing
 * folder exists, as `/proc` does, and it gives a wrong reason on a read-only file system.
 */
export async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (await isFolder(path)) {
      return;
    }
    const above = dirname(path);
    if (codeOf(error) !== "ENOENT" || above === path) {
      throw error;
    }
    await makeFolders(above);
    // Even if the folder above was there: another process may have made it after the first try.
    await mkdir(path, { mode: 0o700 }).catch(async (again: unknown) => {
      if (await isFolder(path)) {
        return;
      }
      // Nothing is missing, and the code says so all the same: its usual words would be wrong.
      const isRefused = codeOf(again) === "ENOENT" && (await isFolder(above));
      throw isRefused ? new Error(`no folder can be made in ${above}`, { cause: again }) : again;
    });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
