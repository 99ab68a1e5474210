import { basename, dirname, join } from "node:path";

/** The output folder, if none is given. */
export const OUT = "out";

/** Where the journals of an output folder are. */
export function runsFolder(out: string): string {
  return join(out, RUNS);
}

/** `out` of `out/runs/RUN.journal`; `undefined` if the journal is not in a folder `runs`. */
export function outOf(journal: string): string | undefined {
  const folder = dirname(journal);
  return basename(folder) === RUNS ? dirname(folder) : undefined;
}

const RUNS = "runs";
