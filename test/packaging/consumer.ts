import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { catalogVersion } from "./catalog.js";
import { readManifest } from "./manifest.js";
import { type PackedPackage, PUBLISHED } from "./packed-packages.js";
import { succeed } from "./run.js";

/**
 * Makes a program of a stranger: one of `consumers/`, with npm's install of the tarballs and their peers.
 *
 * @param extra - what else the program needs, by its name in the catalog.
 */
export async function installConsumer(
  folder: string,
  name: "esm" | "commonjs",
  packed: readonly PackedPackage[],
  extra: readonly string[] = [],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  cpSync(fileURLToPath(new URL(`consumers/${name}`, import.meta.url)), folder, { recursive: true });
  const dependencies = Object.fromEntries([
    ...packed.map((each) => [each.name, `file:${each.tarball}`] as const),
    ...[...peers(), ...extra].map((peer) => [peer, catalogVersion(peer)] as const),
  ]);
  const manifest = { name: "consumer", private: true, type: name === "esm" ? "module" : "commonjs", dependencies };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  await succeed("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: folder });
}

/** Every peer that one of the packages asks its user for. */
function peers(): readonly string[] {
  const manifests = PUBLISHED.map((folder) =>
    readManifest(new URL(`../../packages/${folder}/package.json`, import.meta.url)),
  );
  return [...new Set(manifests.flatMap(({ peerDependencies }) => Object.keys(peerDependencies ?? {})))];
}
