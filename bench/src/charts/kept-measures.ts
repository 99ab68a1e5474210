import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import type { Measured } from "../harness/table.js";

/** The last run of a measure. docs/performance.md is made from these. */
export interface KeptMeasure {
  readonly name: string;
  /** `2026-11-29` */
  readonly date: string;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly measured: readonly Measured[];
}

/** Keeps the result of a measure, without its single runs. It replaces the result that was kept before. */
export async function keepMeasured(name: string, run: Pick<KeptMeasure, "machine" | "measured">): Promise<void> {
  const measured = run.measured.map((each) => ({ ...each, rows: each.rows.map((row) => ({ ...row, runs: [] })) }));
  const kept: KeptMeasure = { name, date: new Date().toISOString().slice(0, 10), ...run, measured };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(`${FOLDER}/${name}.json`, `${JSON.stringify(kept, shortened, 2)}\n`);
}

/** All measures that are kept, sorted by name. */
export async function keptMeasures(): Promise<readonly KeptMeasure[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".json")).toSorted();
  return await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(`${FOLDER}/${file}`, "utf8")) as KeptMeasure),
  );
}

/** More digits than these have no meaning. */
function shortened(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}

const FOLDER = "docs/performance/measures";
