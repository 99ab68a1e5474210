import { basename, dirname, join } from "node:path";

/** Where a run writes to if nobody says so. */
export const OUT = "out";

/** Where the journals of an output folder are. */
export function runsFolder(out: string): string {
  return join(out, RUNS);
}

/** `out` of `out/runs/RUN.journal`; `undefined` where the journal is in no folder of runs. */
export function outOf(journal: string): string | undefined {
  const folder = dirname(journal);
  return basename(folder) === RUNS ? dirname(folder) : undefined;
}

const RUNS = "runs";
