import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder, and those above it that are not there, for the user alone.
 *
 * One after the other: `mkdir` with `recursive` never ends where a file system says of a folder that is there that it is
 * not, as `/proc` does, and gives a wrong reason on one that is read-only.
 */
export async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (await isFolder(path)) {
      return;
    }
    const above = dirname(path);
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ENOENT" || above === path || (await isFolder(above))) {
      throw error;
    }
    await makeFolders(above);
    await makeFolders(path);
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
