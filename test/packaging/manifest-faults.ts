import { existsSync } from "node:fs";
import { join } from "node:path";

import { readManifest } from "./manifest.js";

/** What of a packed `package.json` is not fit to publish, one sentence each. */
export function manifestFaults(folder: string): readonly string[] {
  const manifest = readManifest(join(folder, "package.json"));
  const { dependencies = {}, peerDependencies = {} } = manifest;
  const faults: string[] = [];
  const must = (holds: boolean, fault: string): void => {
    if (!holds) {
      faults.push(fault);
    }
  };

  must(manifest.private !== true, "it is private");
  must(/^\d+\.\d+\.\d+/.test(manifest.version ?? ""), "version is not semver");
  must((manifest.description ?? "").length > 20, "description is missing");
  must((manifest.keywords ?? []).length >= 3, "keywords are missing");
  must(manifest.license === "Apache-2.0", "license is not Apache-2.0");
  must(manifest.repository?.url.startsWith("git+https://") === true, "repository is not a git+https URL");
  must(manifest.repository?.directory.startsWith("packages/") === true, "repository does not name the folder");
  must((manifest.homepage ?? "").startsWith("https://"), "homepage is missing");
  must(manifest.type === "module", "it is not ESM");
  must(manifest.sideEffects === false, "sideEffects is not false: bundlers keep all of it");
  // What the sweep stands on asks for more.
  const node = manifest.name === "@rekognition-rx/sweep" ? ">=22.12" : ">=20.19";
  must(manifest.engines?.["node"] === node, `engines.node is not ${node}`);
  // Nothing of ours runs on a user's machine during the install.
  must(Object.keys(manifest.scripts ?? {}).length === 0, "it has scripts");

  const entry = manifest.exports?.["."];
  const conditions = typeof entry === "object" ? entry : {};
  must(Object.keys(conditions)[0] === "types", "exports do not begin with types");
  // For what does not read exports: TypeScript's older resolutions, old bundlers.
  must(manifest.main === conditions["default"], "main is not what exports give");
  must(manifest.types === conditions["types"], "types are not what exports give");
  must(manifest.exports?.["./package.json"] !== undefined, "exports hide package.json");
  for (const file of [...Object.values(conditions), ...Object.values(manifest.bin ?? {})]) {
    must(existsSync(join(folder, file)), `${file} is not in the package`);
  }

  for (const [name, range] of Object.entries({ ...dependencies, ...peerDependencies })) {
    must(/^[\^~]?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range), `${name} is asked for as ${range}`);
  }
  return faults;
}
