import { join } from "node:path";
import { rowsIn, summaryIn } from "../world/output-folder.js";
import type { Undisturbed } from "../world/world.js";

/** In which tables of a folder there are other rows than in those of the undisturbed run. */
export async function rowsThatDiffer(
  out: string,
  files: readonly string[],
  { rows }: Undisturbed,
): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const name of files.filter((each) => each.endsWith(".ndjson"))) {
    const expected = rows.get(name) ?? [];
    const found = await rowsIn(join(out, name));
    if (found.join("\n") !== expected.join("\n")) {
      const more = found.find((row, at) => found.indexOf(row) !== at || !expected.includes(row));
      const less = expected.find((row) => !found.includes(row));
      differing.push(`${name}: ${found.length} rows of ${expected.length}; there is ${more}; there is no ${less}`);
    }
  }
  return differing;
}

/** The same of all that a run leaves when it has come to its end. */
export async function differences(
  out: string,
  files: readonly string[],
  undisturbed: Undisturbed,
): Promise<readonly string[]> {
  const rows = await rowsThatDiffer(out, files, undisturbed);
  const missing = undisturbed.files.filter((name) => !files.includes(name)).map((name) => `there is no ${name}`);
  const summary = await summaryIn(out).catch(String);
  return [...rows, ...missing, ...(summary === undisturbed.summary ? [] : [`summary.json is ${summary}`])];
}
