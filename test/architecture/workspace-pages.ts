import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A page of the documentation. */
export interface Page {
  /** From the root of the workspace, with forward slashes: `docs/performance.md`. */
  readonly path: string;
  readonly text: string;
}

/** Every page in Markdown that the workspace holds, the changesets too. */
export function workspacePages(): readonly Page[] {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  return pagesUnder(root, "").map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));
}

const NOT_WRITTEN_HERE = new Set(["node_modules", "dist", "out", "temp", "coverage", "CHANGELOG.md"]);

function pagesUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (NOT_WRITTEN_HERE.has(entry.name) || (entry.name.startsWith(".") && entry.name !== ".changeset")) {
      return [];
    }
    return entry.isDirectory() ? pagesUnder(root, path) : entry.name.endsWith(".md") ? [path] : [];
  });
}
