import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** All that is in a folder, hidden files too. */
export function filesOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
