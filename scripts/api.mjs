// The public surface of each package, as api/NAME.api.md.
//
// `node scripts/api.mjs` writes the reports from the built declarations; `--check` compares only.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  ExtractorMessageCategory,
} from "@microsoft/api-extractor";

const root = fileURLToPath(new URL("..", import.meta.url));
const check = process.argv.includes("--check");
const packages = ["core", "operators", "inventory", "emulator", "sweep"];

const configs = packages.map(configOf);
const [first] = configs;
if (first === undefined) {
  throw new Error("there is no package to report");
}
// One program of all packages: each by itself would read the AWS SDK's declarations again.
const compilerState = CompilerState.create(first, {
  additionalEntryPoints: configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
});

const outcomes = packages.map(report);
for (const { name, changed, errors } of outcomes) {
  if (errors > 0) {
    console.error(`${name}: ${errors} errors in its public surface`);
  }
  if (changed) {
    console.log(`${name}: ${check ? "differs from" : "updated"} api/${name}.api.md`);
  }
}
process.exitCode = outcomes.some(({ changed, errors }) => errors > 0 || (check && changed)) ? 1 : 0;

/** @param {string} name */
function configOf(name) {
  const projectFolder = join(root, "packages", name);
  const reportFolder = join(root, "api");
  const reportTempFolder = join(root, "temp", "api");
  mkdirSync(reportFolder, { recursive: true });
  mkdirSync(reportTempFolder, { recursive: true });

  return ExtractorConfig.prepare({
    packageJsonFullPath: join(projectFolder, "package.json"),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, "dist", "index.d.ts"),
      newlineKind: "lf",
      compiler: {
        overrideTsconfig: {
          extends: "../../tsconfig.base.json",
          compilerOptions: { composite: false, incremental: false },
          files: ["dist/index.d.ts"],
        },
      },
      apiReport: { enabled: true, reportFileName: `${name}.api.md`, reportFolder, reportTempFolder },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          // Everything exported is public here; there are no release tags to miss.
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          // A `_tag` speaks for itself; the report says (undocumented) where a reviewer may disagree.
          "ae-undocumented": { logLevel: ExtractorLogLevel.None },
          // Editors follow a link to what a file imports, of another package too; this tool does not.
          "ae-unresolved-link": { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Error },
          // npm's scoped names stand in prose.
          "tsdoc-at-sign-in-word": { logLevel: ExtractorLogLevel.None },
        },
      },
    },
  });
}

/**
 * @param {string} name
 * @param {number} index
 */
function report(name, index) {
  const config = configs[index];
  if (config === undefined) {
    throw new Error(`${name} has no configuration`);
  }
  const result = Extractor.invoke(config, {
    compilerState,
    localBuild: !check,
    messageCallback: (message) => {
      // Which compiler it bundles, and "copy the file by hand": noise beside our own lines.
      if (message.category === ExtractorMessageCategory.Console && message.logLevel !== ExtractorLogLevel.Error) {
        message.logLevel = ExtractorLogLevel.None;
      }
    },
  });
  return { name, changed: result.apiReportChanged, errors: result.errorCount };
}
