import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

/** Tests run on the sources: a failing line is the line you edit. */
const alias = Object.fromEntries(
  ["core", "operators", "inventory", "emulator"].map((name) => [
    `@rekognition-rx/${name}`,
    fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url)),
  ]),
);

const project = (name: string, root: string, { exclude = [], setupFiles = [] }: ProjectOptions = {}) => ({
  resolve: { alias },
  test: {
    name,
    root: fileURLToPath(new URL(root, import.meta.url)),
    include: ["**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...exclude],
    setupFiles: setupFiles.map((file) => fileURLToPath(new URL(file, import.meta.url))),
    typecheck: { enabled: false },
    // One module graph a worker: to load the AWS SDK for each file anew took longer than most files' tests. A test
    // leaves globals as it found them, and whoever needs the sources a second time resets the modules first.
    isolate: false,
    // Generous: they end what hangs. Nothing is measured by them.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

interface ProjectOptions {
  readonly exclude?: readonly string[];
  /** Paths from the root of the workspace. */
  readonly setupFiles?: readonly string[];
}

export default defineConfig({
  test: {
    // Two more than there are cores: many tests mostly wait, for child processes, servers and time-outs.
    maxWorkers: availableParallelism() + 2,
    projects: [
      project("core", "./packages/core/test"),
      project("operators", "./packages/operators/test"),
      project("inventory", "./packages/inventory/test"),
      project("emulator", "./packages/emulator/test", {
        setupFiles: ["./packages/emulator/test/support/model-oracle.ts"],
      }),
      project("cross", "./test", { exclude: ["simulation/**", "client/**"] }),
      // By itself: it takes the timers before anything keeps them, as a graph that is loaded already has.
      project("simulation", "./test/simulation"),
      // By itself: instrumentation patches a module when it is loaded, and one that is there already it does not see.
      project("client", "./test/client"),
    ],
  },
});
