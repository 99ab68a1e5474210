import { isBuiltin } from "node:module";

import type { Rule } from "../rule.js";

/** A published package's name for itself and for everything that its users get with it. */
export interface Declared {
  /** From the root of the workspace: `packages/core`. */
  readonly folder: string;
  /** Names under `dependencies` and `peerDependencies`. */
  readonly names: readonly string[];
}

/** A published package imports only what its users get with it: its dependencies and its peers. */
export function declaredDependencies(packages: readonly Declared[]): Rule {
  return (sources) =>
    packages.flatMap(({ folder, names }) =>
      sources
        .filter(({ path }) => path.startsWith(`${folder}/src/`) || path.startsWith(`${folder}/bin/`))
        .flatMap(({ path, imports }) =>
          imports
            .filter((specifier) => !specifier.startsWith(".") && !isBuiltin(specifier))
            .filter((specifier) => !names.includes(packageOf(specifier)))
            .map((specifier) => `${path} imports ${specifier}, which ${folder}/package.json does not declare`),
        ),
    );
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
