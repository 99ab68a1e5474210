// Breaks the sources in one place at a time and sees whether a test goes red: test/mutation/README.md.
//
// Usage: pnpm mutate [core | operators] [a file or folder below its src ...] [--incremental] [--static]

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { Stryker } from "@stryker-mutator/core";

const PACKAGES = ["core", "operators"];
const LEAST_SCORE = 90;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { incremental: { type: "boolean", default: false }, static: { type: "boolean", default: false } },
});
const [chosen, ...paths] = positionals;

if (chosen !== undefined && !PACKAGES.includes(chosen)) {
  console.error(
    `mutate: no package is called ${chosen}; choose one of ${PACKAGES.join(", ")}, or none for all of them`,
  );
  process.exit(2);
}

// Stryker copies what stands in the working directory.
process.chdir(fileURLToPath(new URL("..", import.meta.url)));

for (const name of chosen === undefined ? PACKAGES : [chosen]) {
  // The tests of one package kill its mutants: test/mutation/vitest.config.ts reads this.
  process.env["MUTATED_PACKAGE"] = name;
  const output = join("temp", "mutation", name);
  const stryker = new Stryker({
    mutate: (paths.length === 0 ? [""] : paths).map((path) =>
      path.endsWith(".ts") ? `packages/${name}/src/${path}` : join(`packages/${name}/src`, path, "**/*.ts"),
    ),
    testRunner: "vitest",
    plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
    vitest: { configFile: "test/mutation/vitest.config.ts" },
    coverageAnalysis: "perTest",
    ignoreStatic: !values.static,
    // TypeScript 7 has no compiler API for stryker to rewrite a tsconfig with, and vitest strips types by itself.
    tsconfigFile: "none.json",
    ignorePatterns: ["**/dist", "/out", "/temp", ".fences"],
    tempDirName: `${output}-sandbox`,
    reporters: ["clear-text", "json", "html", "progress-append-only"],
    clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false },
    jsonReporter: { fileName: `${output}.json` },
    htmlReporter: { fileName: `${output}.html` },
    incremental: values.incremental,
    incrementalFile: `${output}-incremental.json`,
    // The score of a few files says nothing of the package's.
    thresholds: { high: 95, low: LEAST_SCORE, break: paths.length === 0 ? LEAST_SCORE : null },
    concurrency: 2,
    // Beyond 1.5 times what the tests took without a mutant: what hangs is killed, and need not be waited for.
    timeoutMS: 15_000,
    // The first run, which looks who executes what, takes 5 minutes on a machine that does other things too.
    dryRunTimeoutMinutes: 15,
  });
  // It sets the exit code when the score is too low.
  await stryker.runMutationTest();
}
