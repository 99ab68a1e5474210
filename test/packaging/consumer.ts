import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { catalogVersion } from "./catalog.js";
import { readManifest } from "./manifest.js";
import { type PackedPackage, PUBLISHED } from "./packed-packages.js";
import { succeed } from "./run.js";

/**
 * Makes the programs of a stranger: those of `consumers/`, with npm's install of the tarballs and their peers.
 *
 * The ES module stands in the folder, the CommonJS one in a folder `commonjs` below it, with a manifest of its own.
 *
 * @param extra - what else the programs need, by its name in the catalog.
 */
export async function installConsumers(
  folder: string,
  packed: readonly PackedPackage[],
  extra: readonly string[] = [],
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  cpSync(fileURLToPath(new URL("consumers/esm", import.meta.url)), folder, { recursive: true });
  cpSync(fileURLToPath(new URL("consumers/commonjs", import.meta.url)), join(folder, "commonjs"), { recursive: true });
  const dependencies = Object.fromEntries([
    ...packed.map((each) => [each.name, `file:${each.tarball}`] as const),
    ...[...peers(), ...extra].map((peer) => [peer, catalogVersion(peer)] as const),
  ]);
  writeManifest(folder, { type: "module", dependencies });
  writeManifest(join(folder, "commonjs"), { type: "commonjs" });
  await succeed("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: folder });
}

function writeManifest(folder: string, members: object): void {
  const manifest = { name: "consumer", private: true, ...members };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
}

/** Every peer that one of the packages asks its user for; those that need not be there are left out. */
function peers(): readonly string[] {
  const manifests = PUBLISHED.map((folder) =>
    readManifest(new URL(`../../packages/${folder}/package.json`, import.meta.url)),
  );
  const asked = manifests.flatMap(({ peerDependencies = {}, peerDependenciesMeta = {} }) =>
    Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true),
  );
  return [...new Set(asked)];
}
