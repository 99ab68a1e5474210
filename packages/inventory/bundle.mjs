// Bundles what the report needs and the package must not depend on: a library of charts that has 62 MB otherwise, and
// the script of the page. Called after tsc, by the build of the workspace and before the package is packed.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

await Promise.all([
  bundle("charts", { format: "esm", platform: "node", target: "node20" }),
  bundle("report-script", { format: "iife", platform: "browser", target: "es2022" }),
]);

/** @param {string} name @param {import("esbuild").BuildOptions} options */
function bundle(name, options) {
  return build({
    entryPoints: [`${here}bundled/${name}.ts`],
    outfile: `${here}dist/bundled/${name}.js`,
    bundle: true,
    minify: true,
    legalComments: "inline",
    logLevel: "warning",
    ...options,
  });
}
