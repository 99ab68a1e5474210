import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests run on the sources: a failing line is the line you edit. */
const alias = Object.fromEntries(
  ["core", "operators", "inventory", "emulator"].map((name) => [
    `@rekognition-rx/${name}`,
    fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url)),
  ]),
);

const project = (name: string, root: string, setupFiles: readonly string[] = []) => ({
  resolve: { alias },
  test: {
    name,
    root: fileURLToPath(new URL(root, import.meta.url)),
    include: ["**/*.test.ts"],
    setupFiles: setupFiles.map((file) => fileURLToPath(new URL(file, import.meta.url))),
    typecheck: { enabled: false },
    // Generous: they end what hangs. Nothing is measured by them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    // Not all but one: the packaging tests mostly wait for their child processes.
    maxWorkers: "100%",
    projects: [
      project("core", "./packages/core/test"),
      project("operators", "./packages/operators/test"),
      project("inventory", "./packages/inventory/test"),
      project("emulator", "./packages/emulator/test", ["./packages/emulator/test/support/model-oracle.ts"]),
      project("cross", "./test"),
    ],
  },
});
