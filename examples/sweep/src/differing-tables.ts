import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The tables whose rows differ between two folders. When a row was read, and what that took, is not compared. */
export async function differingTables(one: string, other: string): Promise<readonly string[]> {
  const names = new Set([...(await tablesIn(one)), ...(await tablesIn(other))]);
  const differing: string[] = [];
  for (const name of names) {
    if ((await rowsIn(join(one, name))) !== (await rowsIn(join(other, name)))) {
      differing.push(name);
    }
  }
  return differing;
}

async function tablesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith(".ndjson"));
}

async function rowsIn(file: string): Promise<string> {
  const lines = (await readFile(file, "utf8").catch(() => "")).split("\n").filter((line) => line !== "");
  const rows = lines.map((line) => {
    const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
    return JSON.stringify(Object.entries(row).filter(([name]) => !OF_A_RUN.has(name)));
  });
  return rows.toSorted().join("\n");
}

const OF_A_RUN: ReadonlySet<string> = new Set([
  "run_id",
  "run_started_at",
  "seen_at",
  "requests",
  "throttles",
  "elapsed_ms",
]);
