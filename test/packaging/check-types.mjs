// The problems that Are The Types Wrong finds in tarballs, as a list of lists of JSON: node check-types.mjs TARBALL ...
//
// As its command does with `--profile esm-only --no-definitely-typed`, and a package without types is a problem, too.

import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";

/** An ESM package has nothing for these two. */
const NOT_OURS = new Set(["node10", "node16-cjs"]);

const faults = await Promise.all(
  process.argv.slice(2).map(async (tarball) => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    if (result.types === false) {
      return ["it has no types"];
    }
    return result.problems.filter((problem) => !("resolutionKind" in problem && NOT_OURS.has(problem.resolutionKind)));
  }),
);
console.log(JSON.stringify(faults));
