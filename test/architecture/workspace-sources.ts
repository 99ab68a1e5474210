import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type SourceFile, sourceFile } from "./source-file.js";

/** Every source and test that the workspace holds: no output, no dependency, nothing hidden. */
export function workspaceSources(): readonly SourceFile[] {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  return filesUnder(root, "").map((path) => sourceFile(path, readFileSync(join(root, path), "utf8")));
}

const NOT_SOURCE = new Set(["node_modules", "dist", "out", "temp", "coverage", "docs", "api"]);

function filesUnder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      // `test/docs` holds tests; the root's `docs` is prose.
      const skipped = entry.name.startsWith(".") || (NOT_SOURCE.has(entry.name) && path !== "test/docs");
      return skipped ? [] : filesUnder(root, path);
    }
    return /\.(ts|mjs|js)$/.test(entry.name) ? [path] : [];
  });
}
