import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes a folder, and those above it that are not there, for the user alone. */
export async function makeFolders(path: string): Promise<void> {
  const mode = 0o700;
  try {
    await mkdir(path, { recursive: true, mode });
  } catch {
    // Of a read-only file system Node says here that the path does not exist: asked for by itself, the first of them
    // tells the true reason.
    await mkdir(await firstMissing(path), { mode });
    await mkdir(path, { recursive: true, mode });
  }
}

async function firstMissing(path: string): Promise<string> {
  const above = dirname(path);
  const isThere = await stat(above).then(
    () => true,
    () => false,
  );
  return isThere || above === path ? path : firstMissing(above);
}
