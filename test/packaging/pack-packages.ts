import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { type Manifest, readManifest } from "./manifest.js";
import { succeed } from "./run.js";

/** A package as npm would get it. */
export interface Packed {
  /** `core` of `@rekognition-rx/core`. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly tarball: string;
}

const packages = fileURLToPath(new URL("../../packages", import.meta.url));

/** Packs what is built of every published package into a folder. */
export async function packPackages(destination: string): Promise<readonly Packed[]> {
  const packed: Packed[] = [];
  for (const name of readdirSync(packages)) {
    const folder = join(packages, name);
    const manifest = readManifest(join(folder, "package.json"));
    await succeed("npx", ["-y", "pnpm@10", "pack", "--pack-destination", destination], { cwd: folder });
    packed.push({ name, manifest, tarball: join(destination, `rekognition-rx-${name}-${manifest.version}.tgz`) });
  }
  return packed;
}
