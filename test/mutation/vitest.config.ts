import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Set by scripts/mutate.mjs.
const mutated = process.env["MUTATED_PACKAGE"] ?? "core";

/** How mutants are tested: by the tests of the package that holds them, all in one module graph. */
export default defineConfig({
  resolve: {
    alias: Object.fromEntries(
      ["core", "operators"].map((name) => [`@rekognition-rx/${name}`, `${root}packages/${name}/src/index.ts`]),
    ),
  },
  test: {
    root,
    include: [`packages/${mutated}/test/**/*.test.ts`],
    setupFiles: [fileURLToPath(new URL("./repeatable.ts", import.meta.url))],
    // Loading the AWS SDK anew for each file takes longer than the tests do: 21 s for core, and 6 s without.
    isolate: false,
    // A mutant that leaves a promise open is red by this, and the runner lives on.
    testTimeout: 10_000,
  },
});
