import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import type { Measured } from "../harness/table.js";

/** The last run of a measure: what docs/performance.md is made of. */
export interface KeptMeasure {
  readonly name: string;
  /** `2026-11-29` */
  readonly date: string;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly measured: readonly Measured[];
}

/** Keeps what a measure came to, without its single runs, in the place of what was kept of it. */
export async function keepMeasured(name: string, run: Pick<KeptMeasure, "machine" | "measured">): Promise<void> {
  const measured = run.measured.map((each) => ({ ...each, rows: each.rows.map((row) => ({ ...row, runs: [] })) }));
  const kept: KeptMeasure = { name, date: new Date().toISOString().slice(0, 10), ...run, measured };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(`${FOLDER}/${name}.json`, `${JSON.stringify(kept, shortened, 2)}\n`);
}

/** All that is kept, by name. */
export async function keptMeasures(): Promise<readonly KeptMeasure[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".json")).toSorted();
  return await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(`${FOLDER}/${file}`, "utf8")) as KeptMeasure),
  );
}

/** More digits than these say nothing. */
function shortened(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}

const FOLDER = "docs/performance/measures";
