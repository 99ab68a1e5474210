import { posix } from "node:path";

import type { Rule } from "../rule.js";

/** Which of our packages a folder may import. What is not named here may import all of them. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "packages/core/src": [],
  "packages/operators/src": ["core"],
  "packages/inventory/src": ["core", "operators"],
  "packages/sweep/src": ["inventory"],
  // It must not share a bug with what it checks.
  "packages/emulator/src": [],
};

/**
 * operators -> core; inventory -> operators, core; sweep -> inventory; emulator -> nothing of ours and no AWS SDK.
 *
 * A package, and the examples, reach another one by its public entry only.
 */
export const packagesPointOneWay: Rule = (sources) =>
  sources.flatMap(({ path, imports }) => {
    const home = homeOf(path);
    if (home === undefined) {
      return [];
    }
    return imports.flatMap((specifier) => {
      if (specifier.startsWith(".")) {
        const target = posix.join(posix.dirname(path), specifier);
        return target.startsWith(`${home}/`) ? [] : [`${path} leaves its package by ${specifier}`];
      }
      if (home === "packages/emulator/src" && /^@(aws-sdk|smithy)\//.test(specifier)) {
        return [`${path} imports ${specifier}: the emulator must not share the SDK's bugs`];
      }
      const [scope, name = "", ...deep] = specifier.split("/");
      if (scope !== "@rekognition-rx") {
        return [];
      }
      if (deep.length > 0) {
        return [`${path} reaches into ${specifier}: use the public entry`];
      }
      const allowed = MAY_IMPORT[home];
      return allowed === undefined || allowed.includes(name) ? [] : [`${path} may not import ${specifier}`];
    });
  });

function homeOf(path: string): string | undefined {
  return Object.keys(MAY_IMPORT)
    .concat("examples")
    .find((folder) => path.startsWith(`${folder}/`));
}
