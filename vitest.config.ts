import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Tests run on the sources: a failing line is the line you edit. */
const alias = Object.fromEntries(
  ["core", "operators", "inventory", "emulator", "sweep"].map((name) => [
    `@rekognition-rx/${name}`,
    fileURLToPath(new URL(`./packages/${name}/src/index.ts`, import.meta.url)),
  ]),
);

/** What is not tested in one module graph with the rest. */
const BY_THEMSELVES: readonly (readonly [name: string, folder: string, options?: ProjectOptions])[] = [
  // It takes the timers before anything keeps them, as a graph that is loaded already has.
  ["simulation", "test/simulation"],
  // Instrumentation patches a module when it is loaded, and one that is there already it does not see: not even that of
  // another file.
  ["client", "test/client", { isolate: true }],
  // Its answers are held to the service model, and those of nobody else.
  [
    "emulator",
    "packages/emulator/test",
    { setupFiles: ["test/support/same-globals.ts", "packages/emulator/test/support/model-oracle.ts"] },
  ],
];

interface ProjectOptions {
  readonly exclude?: readonly string[];
  readonly setupFiles?: readonly string[];
  /** @defaultValue false: one module graph a worker */
  readonly isolate?: boolean;
}

const project = (
  name: string,
  include: readonly string[],
  { exclude = [], setupFiles = [], isolate = false }: ProjectOptions = {},
) => ({
  resolve: { alias },
  test: {
    name,
    root: fileURLToPath(new URL(".", import.meta.url)),
    include: [...include],
    exclude: [...configDefaults.exclude, ...exclude],
    setupFiles: [...setupFiles],
    typecheck: { enabled: false },
    // To load the AWS SDK for each file anew took longer than most files' tests. A test leaves globals as it found them,
    // and whoever needs the sources a second time resets the modules first.
    isolate,
    // Generous: they end what hangs. Nothing is measured by them.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});

/** What waits for seconds, or takes them: parts of paths. */
const LONG = [
  "inventory/test/command/proxies",
  "test/packaging/packaging",
  "test/examples/etl",
  "test/examples/sweep",
  "test/examples/backend",
  "test/conformance/",
  "inventory/test/command/",
  "test/kill/",
  "sweep/test/",
  "test/examples/start",
  "test/docs/",
  "test/laws/law-",
  "inventory/test/postgres/",
  "test/weather/",
];

/** What resets the modules: all that its worker runs after it loads them again. */
const RESETTING = [
  "core/test/errors/",
  "core/test/listing/",
  "core/test/codecs/enums/",
  "core/test/client/hostile-sdk",
  "operators/test/retry/retry-throttled",
  "operators/test/pace/paced-by-quota",
  "operators/test/trace/not-installed",
];

/** The long ones first, so that no core waits for them at the end, and those last that make others load more. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own, and no array's
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => turnOf(a) - turnOf(b));
  }
}

/** A worker is given to another project only for good: so these are not mixed. */
function turnOf({ moduleId, project }: TestSpecification): number {
  if (project.name !== ALL) {
    return BY_THEMSELVES.findIndex(([name]) => name === project.name) - BY_THEMSELVES.length;
  }
  const at = LONG.findIndex((part) => moduleId.includes(part));
  return at === -1 ? LONG.length + Number(RESETTING.some((part) => moduleId.includes(part))) : at;
}

const ALL = "all";

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Two more than there are cores: many tests mostly wait, for child processes, servers and time-outs.
    maxWorkers: availableParallelism() + 2,
    // A project has workers of its own, and each loads all that it tests: so there are as few as can be.
    projects: [
      project(ALL, ["{packages/*/test,test}/**/*.test.ts"], {
        exclude: BY_THEMSELVES.map(([, folder]) => `${folder}/**`),
        setupFiles: ["test/support/same-globals.ts"],
      }),
      ...BY_THEMSELVES.map(([name, folder, options]) => project(name, [`${folder}/**/*.test.ts`], options)),
    ],
  },
});
