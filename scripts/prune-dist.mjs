// Removes build output whose source is gone: tsc never does, and `pnpm pack` would ship it.

import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const packages = readdirSync(join(root, "packages")).map((name) => join("packages", name));

for (const folder of [...packages, "examples", "examples/backend", "examples/etl", "examples/sweep", "bench"]) {
  const dist = join(root, folder, "dist");
  if (!existsSync(dist)) {
    continue;
  }
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const source = file.replace(/\.(d\.ts|js)(\.map)?$/, ".ts");
    // What is bundled is removed by what bundles it.
    if (source === file || file.startsWith("bundled/") || existsSync(join(root, folder, "src", source))) {
      continue;
    }
    rmSync(join(dist, file));
    console.log(`removed ${join(folder, "dist", file)}: its source is gone`);
  }
}
