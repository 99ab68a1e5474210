import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { type Finished, run } from "../packaging/run.js";
import { TSC } from "../packaging/tools.js";
import { type Fence } from "./fence.js";

/** A fence and the file that shows it, from the root of the workspace. */
export interface PlacedFence {
  readonly document: string;
  readonly fence: Fence;
}

/** Fences written out as modules, one each. */
export interface FenceProject {
  /** Compiles them all at once under the workspace's strict options; what tsc says stands on its `stdout`. */
  readonly compile: () => Promise<Finished>;
  /** The compiled module of a fence. */
  readonly moduleOf: (placed: PlacedFence) => string;
}

const tests = fileURLToPath(new URL("..", import.meta.url));

/**
 * Writes fences to `test/.fences/NAME`, where `@rekognition-rx/*` and every peer resolve as they do for a user:
 * to the built packages.
 *
 * @param compilerOptions - what is not as in `tsconfig.base.json`.
 */
export function fenceProject(
  name: string,
  fences: readonly PlacedFence[],
  compilerOptions: Readonly<Record<string, boolean>> = {},
): FenceProject {
  const folder = join(tests, ".fences", name);
  rmSync(folder, { recursive: true, force: true });
  for (const placed of fences) {
    const file = join(folder, "src", `${moduleName(placed)}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    // As many empty lines before it as in its document: tsc's positions are the document's own.
    writeFileSync(file, "\n".repeat(placed.fence.line) + placed.fence.code);
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: "../../../tsconfig.base.json",
      compilerOptions: {
        rootDir: "src",
        outDir: "out",
        composite: false,
        incremental: false,
        declaration: false,
        declarationMap: false,
        isolatedDeclarations: false,
        // A fence is a module even if it imports nothing.
        moduleDetection: "force",
        ...compilerOptions,
      },
      include: ["src"],
    }),
  );
  return {
    compile: () => run(process.execPath, [TSC, "-p", "."], { cwd: folder }),
    moduleOf: (placed) => join(folder, "out", `${moduleName(placed)}.js`),
  };
}

/** `packages/core/README.md` at line 12 is `packages/core/README.md.12`. */
function moduleName({ document, fence }: PlacedFence): string {
  return `${document}.${fence.line}`;
}
