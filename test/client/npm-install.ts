import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { run } from "../packaging/run.js";

/** What npm was asked for, and is kept for the next run of the tests: nobody's `pnpm install` takes longer for it. */
export interface Wanted {
  /** The name of its folder. */
  readonly title: string;
  /** Exact versions. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** The day as of which npm looks for what these depend on themselves; the newest if it is left out. */
  readonly before?: string;
}

/** Loads a module as a CommonJS program of the installed folder would. */
export type Load = (name: string) => unknown;

const kept = fileURLToPath(new URL("../../temp/installed", import.meta.url));

/** Installs once, and answers how to load what is there; `undefined` where npm cannot, as without a network. */
export async function npmInstall({ title, dependencies, before }: Wanted): Promise<Load | undefined> {
  const folder = join(
    kept,
    [title, ...Object.values(dependencies), ...(before === undefined ? [] : [before])].join("_"),
  );
  if (!existsSync(folder)) {
    await oneByOne(folder, () => install(folder, { title, dependencies, ...(before !== undefined && { before }) }));
  }
  return existsSync(folder) ? createRequire(join(folder, "program.cjs")) : undefined;
}

/** Two files of tests want the same, each in its worker: the second waits for what the first installs. */
async function oneByOne(folder: string, work: () => Promise<void>): Promise<void> {
  const lock = `${folder}.lock`;
  mkdirSync(kept, { recursive: true });
  for (let turn = 0; turn < LONGEST_WAIT / TURN; turn += 1) {
    if (isMade(lock)) {
      try {
        await work();
      } finally {
        rmSync(lock, { recursive: true });
      }
      return;
    }
    await sleep(TURN);
    if (existsSync(folder)) {
      return;
    }
  }
  // Whoever had it was killed.
  rmSync(lock, { recursive: true, force: true });
  await work();
}

/** Milliseconds. */
const TURN = 100;
const LONGEST_WAIT = 40_000;

function isMade(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") {
      return false;
    }
    throw error;
  }
}

async function install(folder: string, { title, dependencies, before }: Wanted): Promise<void> {
  const fresh = mkdtempSync(join(kept, "installing-"));
  writeFileSync(join(fresh, "package.json"), JSON.stringify({ name: "installed", private: true, dependencies }));
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0"];
  const asOf = before === undefined ? [] : [`--before=${before}`];
  const { code, stderr } = await run("npm", ["install", ...flags, ...asOf], { cwd: fresh });
  if (code === 0) {
    moveInto(folder, fresh);
    return;
  }
  rmSync(fresh, { recursive: true, force: true });
  const what = [title, ...Object.values(dependencies)].join(" ");
  console.warn(`client: ${what} could not be installed, so its tests are skipped; npm said: ${stderr}`);
}

/** Whole or not at all; another process may have been faster. */
function moveInto(folder: string, fresh: string): void {
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(folder)) {
      throw error;
    }
    rmSync(fresh, { recursive: true, force: true });
  }
}
