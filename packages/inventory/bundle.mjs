// Bundles what the report needs and the package must not depend on: a library of charts that has 62 MB otherwise, and
// the script of the page; and our own modules for the command, which takes half of its start to open them one by one.
// Called after tsc, by the build of the workspace and before the package is packed.

import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Leaves what is not ours to whoever installs the package. @type {import("esbuild").Plugin} */
const onlyOurs = {
  name: "only-ours",
  setup: (plugin) => {
    plugin.onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
      kind === "entry-point" || path.startsWith("@rekognition-rx/") ? undefined : { path, external: true },
    );
  },
};

// What is loaded only when it is needed has its content in its name: that of an earlier build is not wanted.
rmSync(`${here}dist/bundled`, { recursive: true, force: true });
await Promise.all([
  bundle("bundled/charts.ts", { format: "esm", platform: "node", target: "node20", minify: true }),
  bundle("bundled/report-script.ts", { format: "iife", platform: "browser", target: "es2022", minify: true }),
  bundle("dist/bin.js", { format: "esm", platform: "node", target: "node20", splitting: true, plugins: [onlyOurs] }),
]);

/** @param {string} entry @param {import("esbuild").BuildOptions} options */
function bundle(entry, options) {
  return build({
    entryPoints: [`${here}${entry}`],
    outdir: `${here}dist/bundled`,
    bundle: true,
    legalComments: "inline",
    logLevel: "warning",
    ...options,
  });
}
