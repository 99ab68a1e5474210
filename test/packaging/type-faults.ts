import { fileURLToPath } from "node:url";
import type { PackedPackage } from "./packed-packages.js";
import { succeed } from "./run.js";

const checker = fileURLToPath(new URL("./check-types.mjs", import.meta.url));

/**
 * What Are The Types Wrong finds in packages for whoever imports them as ES modules, by their names.
 *
 * One process for all of them: to load the TypeScript that it brings along costs more than a package does.
 */
export async function typeFaultsOf(packed: readonly PackedPackage[]): Promise<ReadonlyMap<string, unknown>> {
  const found = await succeed(process.execPath, [checker, ...packed.map(({ tarball }) => tarball)]);
  const faults = JSON.parse(found) as readonly unknown[];
  return new Map(packed.map(({ name }, i) => [name, faults[i]]));
}
