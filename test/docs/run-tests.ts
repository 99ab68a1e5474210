import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Finished, run } from "../packaging/run.js";

const VITEST = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

/** Runs modules as test files of vitest, with nothing configured but their names. */
export async function runTests(modules: readonly string[]): Promise<Finished> {
  const folder = dirname(modules[0] ?? "");
  const config = join(folder, "vitest.config.mjs");
  writeFileSync(config, `export default ${JSON.stringify({ test: { include: modules } })};\n`);
  return await run(process.execPath, [VITEST, "run", "--root", folder, "--config", config], {
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true", CI: "true", NO_COLOR: "1" },
  });
}
