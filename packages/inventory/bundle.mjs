// Bundles what the report needs and the package must not depend on: a library of charts that has 62 MB otherwise, and
// the script of the page; and our own modules for the command, with rxjs, io-ts and fp-ts: to open their 700 files one by
// one takes more than half of its start.
// Called after tsc, by the build of the workspace and before the package is packed.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const folder = `${here}dist/bundled`;

/** What comes along; all else is left to whoever installs the package. */
const WITHIN = /^(?:@rekognition-rx\/|(?:rxjs|io-ts|fp-ts|tslib)(?:\/|$))/;

/** @type {import("esbuild").BuildOptions} */
const command = {
  format: "esm",
  // With the conditions of a package's ES modules: those for Node are CommonJS, of which nothing can be left out.
  platform: "neutral",
  conditions: ["es2015"],
  mainFields: ["module", "main"],
  target: "node20",
  splitting: true,
  banner: {
    js: "// With rxjs (Apache-2.0), io-ts and fp-ts (MIT): their licences are in their packages, which stand beside this one.",
  },
  plugins: [
    {
      name: "within",
      setup: (plugin) => {
        plugin.onResolve({ filter: /^[^./]/ }, ({ kind, path }) =>
          kind === "entry-point" || WITHIN.test(path) ? undefined : { path, external: true },
        );
      },
    },
  ],
};

const results = await Promise.all([
  bundle("bundled/charts.ts", { format: "esm", platform: "node", target: "node20", minify: true }),
  bundle("bundled/report-script.ts", { format: "iife", platform: "browser", target: "es2022", minify: true }),
  bundle("dist/bin.js", command),
]);

// A command that has been started may read them: what is as it was is left alone.
mkdirSync(folder, { recursive: true });
const files = results.flatMap(({ outputFiles }) => outputFiles ?? []);
for (const { path, contents } of files) {
  if (!existsSync(path) || !readFileSync(path).equals(contents)) {
    writeFileSync(path, contents);
  }
}
// What is loaded only when it is needed has its content in its name: that of an earlier build is not wanted.
const made = new Set(files.map(({ path }) => basename(path)));
for (const name of readdirSync(folder).filter((each) => !made.has(each))) {
  rmSync(join(folder, name));
}

/** @param {string} entry @param {import("esbuild").BuildOptions} options */
function bundle(entry, options) {
  return build({
    entryPoints: [`${here}${entry}`],
    // Names and comments are by the paths from here. From elsewhere they would be others, and those of a command that runs be gone.
    absWorkingDir: here,
    outdir: folder,
    bundle: true,
    write: false,
    legalComments: "inline",
    logLevel: "warning",
    ...options,
  });
}
