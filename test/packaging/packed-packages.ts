import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { readManifest } from "./manifest.js";
import { succeed } from "./run.js";

/** A package as npm would get it. */
export interface PackedPackage {
  /** `@rekognition-rx/core`. */
  readonly name: string;
  readonly tarball: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The published packages, by their folder under `packages/`. */
export const PUBLISHED: readonly string[] = readdirSync(join(root, "packages"));

/** Packs what is built of every published package into a folder, by pnpm, as a release does. */
export async function packPackages(destination: string): Promise<readonly PackedPackage[]> {
  const pack = ["-r", "--filter", "./packages/*", "pack", "--pack-destination", destination];
  await succeed("npx", ["-y", "pnpm@10", ...pack], { cwd: root });
  return PUBLISHED.map((folder) => {
    const { name, version } = readManifest(join(root, "packages", folder, "package.json"));
    return { name, tarball: join(destination, `rekognition-rx-${folder}-${version}.tgz`) };
  });
}
