import { open, readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { reasonOf } from "../failures/reason-of.js";
import { runsFolder } from "./runs-folder.js";
import { shellWord } from "./shell-word.js";
import { UsageError } from "./usage-error.js";

/**
 * The journal that a path names: itself, or of an output folder the newest whose run did not come to its end or whose
 * files were not written, or else the newest if something is missing in it; `undefined` where nothing is.
 */
export async function unfinishedJournal(path: string): Promise<string | undefined> {
  if (!(await isFolder(path))) {
    return path;
  }
  const journals = await journalsOf(path);
  const [newest] = journals;
  if (newest === undefined) {
    throw noRun(path);
  }
  const summary = await writtenSummary(path);
  if (summary?.run_id !== basename(newest, ENDING)) {
    return newest;
  }
  for (const journal of journals) {
    if (!(await isFinished(journal))) {
      return journal;
    }
  }
  return summary.resume === null ? undefined : newest;
}

/** The journal that a path names: itself, or the newest one of an output folder. */
export async function newestJournal(path: string): Promise<string> {
  if (!(await isFolder(path))) {
    return path;
  }
  const [newest] = await journalsOf(path);
  if (newest === undefined) {
    throw noRun(path);
  }
  return newest;
}

function noRun(out: string): UsageError {
  return new UsageError(
    `there is no run in ${out}; begin one with: rekognition-inventory export --out ${shellWord(out)}`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${reasonOf(error)}; give a journal, or the folder that a run wrote to`);
  }
}

/** The newest first: names sort by the start of their run. */
async function journalsOf(out: string): Promise<readonly string[]> {
  const folder = runsFolder(out);
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return [];
    }
    throw new UsageError(
      `cannot read ${folder}: ${reasonOf(error)}; give a journal, or the folder that a run wrote to`,
    );
  });
  return names
    .filter((name) => name.endsWith(ENDING))
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

/** Of the run whose files are in a folder. */
async function writtenSummary(out: string): Promise<WrittenSummary | undefined> {
  try {
    return JSON.parse(await readFile(join(out, "summary.json"), "utf8")) as WrittenSummary;
  } catch {
    return undefined;
  }
}

interface WrittenSummary {
  readonly run_id?: unknown;
  readonly resume?: unknown;
}

/** By its last line alone: there may be a year of runs. */
async function isFinished(journal: string): Promise<boolean> {
  const file = await open(journal, "r").catch(() => undefined);
  if (file === undefined) {
    // Whoever goes on with it will be told why it cannot be read.
    return false;
  }
  try {
    const { size } = await file.stat();
    const length = Math.min(size, LONGEST_END);
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return /^\{"_tag":"End",.*\}\n$/m.test(buffer.toString("latin1").split(/^/m).at(-1) ?? "");
  } finally {
    await file.close();
  }
}

/** In bytes; a line that says that a run has ended is shorter. */
const LONGEST_END = 512;
const ENDING = ".journal";
