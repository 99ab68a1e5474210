import { readFileSync } from "node:fs";

/** The version that the workspace's catalog gives a dependency: consumers install the same ones. */
export function catalogVersion(name: string): string {
  const workspace = readFileSync(new URL("../../pnpm-workspace.yaml", import.meta.url), "utf8");
  const [, catalog = ""] = workspace.split(/^catalog:\n/m);
  for (const line of catalog.split("\n")) {
    const [, key, version] = /^ {2}"?([^":]+)"?: (\S+)$/.exec(line) ?? [];
    if (key === name && version !== undefined) {
      return version;
    }
  }
  throw new Error(`${name} is not in the catalog of pnpm-workspace.yaml`);
}
