import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A file of the workspace, its path from the root. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * What users read: the README of the root, of each package and of an example that has one, the guide, and what else is in
 * `docs/` (decisions are a record).
 */
export function guides(): readonly Document[] {
  const packages = readdirSync(join(root, "packages")).map((name) => `packages/${name}/README.md`);
  const examples = readdirSync(join(root, "examples")).map((name) => `examples/${name}/README.md`);
  // The guide where it is, and not through the link to it.
  const guide = [...filesUnder(GUIDE), ...filesUnder("docs")].filter(
    (path) => path.endsWith(".md") && !/^docs\/(decisions|guide)\//.test(path),
  );
  return ["README.md", ...packages, ...examples, ...guide].filter((path) => existsSync(join(root, path))).map(document);
}

/** The folder of the guide: in the package, so that its links hold in `node_modules` too. */
export const GUIDE = "packages/core/docs/guide";

/** The sources of the published packages. */
export function publishedSources(): readonly Document[] {
  return readdirSync(join(root, "packages"))
    .flatMap((name) => filesUnder(`packages/${name}/src`))
    .filter((path) => path.endsWith(".ts"))
    .map(document);
}

function document(path: string): Document {
  return { path, text: readFileSync(join(root, path), "utf8") };
}

function filesUnder(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) {
    return [];
  }
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`);
}
