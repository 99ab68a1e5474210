import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Finished, RunOptions } from "../packaging/run.js";
import { runEach } from "./run-each.js";

/** What a guide shows mostly waits for a permit. */
const GROUPS = 4;

/**
 * As {@link runEach}, in groups of which each has a process, and a folder of its own in `cwd`.
 *
 * @param documents - the modules of each document: they may go on with each other's files, and stay together.
 */
export async function runSideBySide(
  documents: readonly (readonly string[])[],
  { cwd, ...options }: RunOptions & { readonly cwd: string },
): Promise<ReadonlyMap<string, Finished>> {
  const finished = await Promise.all(
    Array.from({ length: GROUPS }, async (_, group) => {
      const folder = join(cwd, String(group));
      mkdirSync(folder);
      const own = documents.filter((_document, i) => i % GROUPS === group).flat();
      return [...(await runEach(own, { ...options, cwd: folder }))];
    }),
  );
  return new Map(finished.flat());
}
