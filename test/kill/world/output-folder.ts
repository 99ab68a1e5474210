import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileJournal, type Step } from "@rekognition-rx/inventory";

/** What the runs of a command have left in its folder. */
export interface OutputFolder {
  /** The journal that has steps; `undefined` where none has. */
  readonly journal: string | undefined;
  readonly steps: readonly Step[];
  /** The files that have their names, but for `summary.json`. */
  readonly files: readonly string[];
  /** Distinguishes one `summary.json` from the next; `undefined` where there is none. */
  readonly summary: string | undefined;
}

export async function outputFolder(out: string): Promise<OutputFolder> {
  const names = await readdir(out).catch(() => []);
  const summary = await stat(join(out, SUMMARY)).catch(() => undefined);
  return {
    ...(await begunJournal(out)),
    files: names.filter((name) => /\.(ndjson|csv)$/.test(name) && !name.startsWith(".")),
    summary: summary && `${summary.ino} ${summary.mtimeMs}`,
  };
}

/** Files under hidden names: of a writer that is at work, or was killed. */
export async function hiddenIn(out: string): Promise<readonly string[]> {
  const names = await readdir(out).catch(() => []);
  return names.filter((name) => name.startsWith("."));
}

/** Bytes of all journals: cheap enough to be asked every other millisecond. */
export async function journalSize(out: string): Promise<number> {
  const sizes = await Promise.all((await journalsIn(out)).map((path) => stat(path).catch(() => undefined)));
  return sizes.reduce((sum, each) => sum + (each?.size ?? 0), 0);
}

/** A killed `export` may have left one without a step: it is no run, and the next one begins its own. */
async function begunJournal(out: string): Promise<Pick<OutputFolder, "journal" | "steps">> {
  for (const journal of await journalsIn(out)) {
    const steps: Step[] = [];
    for await (const step of fileJournal(journal).steps()) {
      steps.push(step);
    }
    if (steps.length > 0) {
      return { journal, steps };
    }
  }
  return { journal: undefined, steps: [] };
}

async function journalsIn(out: string): Promise<readonly string[]> {
  const folder = join(out, "runs");
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(".journal")).map((name) => join(folder, name));
}

/** A row of each line of a table, without what differs from run to run; sorted. */
export async function rowsIn(path: string): Promise<readonly string[]> {
  const lines = (await readFile(path, "utf8")).split("\n");
  const end = lines.pop();
  const rows = lines.map(rowIn);
  return (end === "" ? rows : [...rows, `a line without its end: ${end}`]).toSorted();
}

function rowIn(line: string): string {
  try {
    const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
    return JSON.stringify(Object.fromEntries(Object.entries(row).filter(([column]) => !OF_ONE_RUN.has(column))));
  } catch {
    return `no JSON: ${line}`;
  }
}

/** `summary.json` without what differs from run to run. */
export async function summaryIn(out: string): Promise<string> {
  return rowIn(await readFile(join(out, SUMMARY), "utf8"));
}

export const SUMMARY = "summary.json";

/** Of the tables, then of `summary.json` (`resume` names the journal). */
const OF_ONE_RUN: ReadonlySet<string> = new Set([
  "run_id",
  "run_started_at",
  "seen_at",
  "requests",
  "throttles",
  "elapsed_ms",
  // Up to the time of the run, and from 455 days before it on.
  "in_service_since",
  "in_service_unit_hours",
  "started_at",
  "ended_at",
  "resume",
]);
