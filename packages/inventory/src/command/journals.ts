import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { reasonOf } from "../failures/reason-of.js";
import { hasEnded } from "../journal/has-ended.js";
import { JOURNAL_ENDING, journalsIn } from "../run/journals-in.js";
import { runsFolder } from "./runs-folder.js";
import { shellWord } from "./shell-word.js";
import { UsageError } from "./usage-error.js";
import { whyUnreadable } from "./why-unreadable.js";

/**
 * The journal to resume. A path of a file names it. For an output folder it is the newest journal, if its run did not
 * come to its end, its files were not written, or something is missing in it. Otherwise the result says why there is
 * none.
 *
 * An older run that was stopped is resumed only if its journal is named: its files would overwrite those of a newer
 * run.
 */
export async function unfinishedJournal(path: string): Promise<Unfinished> {
  if (!(await isFolder(path))) {
    return { _tag: "Journal", journal: path };
  }
  const journals = await journalsOf(path);
  const [newest] = journals;
  if (newest === undefined) {
    throw noRun(path);
  }
  const summary = await writtenSummary(path);
  if (summary?.run_id !== basename(newest, JOURNAL_ENDING) || summary.resume !== null || !(await hasEnded(newest))) {
    return { _tag: "Journal", journal: newest };
  }
  for (const journal of journals) {
    if (!(await hasEnded(journal))) {
      return { _tag: "None", stopped: journal, isWhole: summary.outcome === "complete" };
    }
  }
  return { _tag: "None", stopped: undefined, isWhole: summary.outcome === "complete" };
}

/** The journal to resume, or why there is none. */
type Unfinished =
  | { readonly _tag: "Journal"; readonly journal: string }
  /** `stopped` is an older run that was stopped, if there is one. */
  | { readonly _tag: "None"; readonly stopped: string | undefined; readonly isWhole: boolean };

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
    const why = await whyUnreadable(path, "file or folder", error);
    throw new UsageError(`cannot read ${path}: ${why}; give a journal, or the folder that a run wrote to`);
  }
}

/** The journals of a folder, the newest first. The folder may be the output folder, or that of the journals. */
async function journalsOf(out: string): Promise<readonly string[]> {
  const folder = runsFolder(out);
  const own = await journalsIn(out).catch(() => []);
  if (own.length > 0) {
    return own;
  }
  return await journalsIn(folder).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return [];
    }
    throw new UsageError(
      `cannot read ${folder}: ${reasonOf(error)}; give a journal, or the folder that a run wrote to`,
    );
  });
}

/** The summary of the run whose files are in a folder. */
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
  readonly outcome?: unknown;
}
