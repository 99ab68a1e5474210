// The problems that Are The Types Wrong finds in tarballs, as a list of lists of JSON: node check-types.mjs TARBALL ...
//
// As its command does with `--profile node16-esm --no-definitely-typed`: TypeScript's older resolution counts, a CommonJS
// file that imports an ES module does not. A package without types is a problem, too.

import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";

/** There TypeScript before 5.8 does not know that `require` takes an ES module. */
const NOT_OURS = new Set(["node16-cjs"]);

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
