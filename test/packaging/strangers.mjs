// A stranger installs the packed packages in an empty folder, by the lines of the README, and runs what the guide shows:
// under npm 10, npm 11 and pnpm 10, with TypeScript 5.4, with Jest in both modes, with Deno and Bun.
//
// Usage: pnpm run prove strangers [part of a name ...]

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const temp = mkdtempSync(join(tmpdir(), "rekognition-rx-strangers-"));
const wanted = process.argv.slice(2);

/** Of which the guide says that they work. */
const VERSIONS = {
  typescript: "5.4.5",
  "@types/node": "22.20.5",
  jest: "30.5.2",
  "@swc/jest": "0.2.39",
  deno: "2.9.6",
  bun: "1.4.5",
  esbuild: "0.28.2",
};

/** @type {NodeJS.ProcessEnv} */
let env = process.env;

run(root, "npx", ["-y", "pnpm@10", "-r", "--filter", "./packages/*", "pack", "--pack-destination", temp]);
const tarballs = readdirSync(temp).map((file) => join(temp, file));
const core = tarballOf("core");
const operators = tarballOf("operators");
const first = firstExample();
const { url, stop } = await startEmulator();
env = {
  ...process.env,
  AWS_ENDPOINT_URL_REKOGNITION: url,
  AWS_REGION: "us-east-1",
  AWS_ACCESS_KEY_ID: "a",
  AWS_SECRET_ACCESS_KEY: "a",
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

/** What npm brings by itself, and a program of the user's may import. */
const WITH_PEERS = `import { take } from "rxjs";\nimport { RekognitionClient } from "@aws-sdk/client-rekognition";\nvoid [take, RekognitionClient];\n`;

/** @type {readonly (readonly [name: string, prove: (folder: string) => void])[]} */
const PROOFS = [
  ["npm 10 installs, and the first example runs", (folder) => installsAndRuns(folder, "npm@10")],
  ["npm 11 installs, and the first example runs", (folder) => installsAndRuns(folder, "npm@11")],
  [
    "pnpm 10 installs, and the first example runs",
    (folder) => {
      // The range of operators' dependency would be looked up in the registry.
      write(
        folder,
        "package.json",
        JSON.stringify({ pnpm: { overrides: { "@rekognition-rx/core": `file:${core}` } } }),
      );
      run(folder, "npx", [
        "-y",
        "pnpm@10",
        "add",
        "--prefer-offline",
        core,
        operators,
        "rxjs",
        "@aws-sdk/client-rekognition",
      ]);
      runsExample(folder, "node");
    },
  ],
  [
    "TypeScript 5.4 compiles the types, with each resolution, and CommonJS runs",
    (folder) => {
      npmInstall(folder, [...tarballs, packageOf("typescript"), packageOf("@types/node")]);
      write(folder, "program.ts", `${first}\n${WITH_PEERS}${EVERY_PACKAGE}`);
      const tsc = (/** @type {string[]} */ ...options) =>
        run(folder, "node", [
          "node_modules/typescript/bin/tsc",
          "--target",
          "es2022",
          "--strict",
          "--types",
          "node",
          ...options,
          "program.ts",
        ]);
      write(folder, "package.json", JSON.stringify({ type: "module" }));
      tsc("--module", "nodenext", "--noEmit");
      tsc("--module", "esnext", "--moduleResolution", "bundler", "--noEmit");
      write(folder, "package.json", JSON.stringify({ type: "commonjs" }));
      tsc("--module", "commonjs", "--moduleResolution", "node10", "--esModuleInterop");
      expectProjects(run(folder, "node", ["program.js"]));
    },
  ],
  [
    "Jest in CommonJS mode, with the one setting of the guide",
    (folder) => {
      npmInstall(folder, [...tarballs, packageOf("jest"), packageOf("@swc/jest"), "@swc/core"]);
      write(folder, "projects.test.js", fenceOf("jest-cjs"));
      run(folder, "npx", [
        "jest",
        "--ci",
        "--config",
        JSON.stringify({ ...JSON.parse(fenceOf("jest-config")), rootDir: folder }),
      ]);
    },
  ],
  [
    "Jest in CommonJS mode with babel-jest, without the emulator",
    (folder) => {
      npmInstall(folder, [core, operators, packageOf("jest"), "@babel/preset-env"]);
      write(folder, "projects.test.js", WITHOUT_EMULATOR);
      const transform = {
        "\\.js$": ["babel-jest", { presets: [["@babel/preset-env", { targets: { node: "current" } }]] }],
      };
      run(folder, "npx", [
        "jest",
        "--ci",
        "--config",
        JSON.stringify({ ...JSON.parse(fenceOf("jest-config")), transform, rootDir: folder }),
      ]);
    },
  ],
  [
    "Jest with ES modules",
    (folder) => {
      npmInstall(folder, [...tarballs, packageOf("jest")]);
      write(folder, "projects.test.mjs", fenceOf("jest-esm"));
      run(folder, "node", [
        "--experimental-vm-modules",
        "node_modules/jest/bin/jest.js",
        "--ci",
        "--testMatch",
        "**/*.test.mjs",
      ]);
    },
  ],
  [
    "esbuild bundles the first example for Node, where it runs, and for a browser",
    (folder) => {
      npmInstall(folder, [core, operators, packageOf("esbuild")]);
      write(folder, "first.mjs", first);
      const esbuild = (/** @type {string[]} */ ...options) =>
        run(folder, "node_modules/.bin/esbuild", ["first.mjs", "--bundle", "--minify", ...options]);
      esbuild("--platform=node", "--format=cjs", "--outfile=first.cjs");
      rmSync(join(folder, "node_modules"), { recursive: true });
      expectProjects(run(folder, "node", ["first.cjs"]));
      npmInstall(folder, [core, operators, packageOf("esbuild")]);
      esbuild("--platform=browser", "--format=esm", "--outfile=browser.js");
    },
  ],
  [
    "Deno runs the first example",
    (folder) => {
      npmInstall(folder, [core, operators, packageOf("deno")]);
      write(folder, "first.mjs", first);
      const allowed = ["--allow-net", "--allow-env", "--allow-read", "--allow-sys"];
      expectProjects(
        run(folder, "node_modules/.bin/deno", [
          "run",
          "--no-lock",
          "--node-modules-dir=manual",
          ...allowed,
          "first.mjs",
        ]),
      );
    },
  ],
  [
    "Bun runs the first example",
    (folder) => {
      npmInstall(folder, [core, operators, packageOf("bun")]);
      runsExample(folder, "node_modules/.bin/bun");
    },
  ],
];

const EVERY_PACKAGE = `
import { isListingError, positionsOf } from "@rekognition-rx/core";
import { createEmulator } from "@rekognition-rx/emulator";
import { inventory$ } from "@rekognition-rx/inventory";
export async function all(client: RekognitionClient): Promise<void> {
  for await (const page of describeProjects$({ client })) {
    const projects: number | undefined = page.ProjectDescriptions?.length;
    console.log(projects, isListingError(page));
  }
  for await (const { page } of positionsOf(describeProjects$({ client }))) console.log(page.ProjectDescriptions?.length);
  for await (const step of inventory$({ targets: [{ region: "us-east-1", client }] })) console.log(step._tag);
  await (await createEmulator()).close();
}
`;

const WITHOUT_EMULATOR = `
const { describeProjects$ } = require("@rekognition-rx/core");
const { flattenProjects, retryThrottled } = require("@rekognition-rx/operators");
const { lastValueFrom, toArray } = require("rxjs");
test("lists projects", async () => {
  const client = { send: async () => ({ ProjectDescriptions: [{ ProjectArn: "a" }] }) };
  const projects$ = describeProjects$({ client }).pipe(retryThrottled(), flattenProjects(), toArray());
  expect(await lastValueFrom(projects$)).toEqual([{ ProjectArn: "a" }]);
});
`;

let failed = 0;
for (const [index, [name, prove]] of PROOFS.entries()) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) {
    continue;
  }
  const folder = join(temp, String(index));
  mkdirSync(folder);
  const start = performance.now();
  try {
    prove(folder);
    console.log(`✓ ${name} (${((performance.now() - start) / 1_000).toFixed(0)} s)`);
  } catch (error) {
    failed += 1;
    console.error(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
await stop();
rmSync(temp, { recursive: true, force: true });
process.exitCode = failed === 0 ? 0 : 1;

/**
 * @param {string} folder
 * @param {string} npm
 */
function installsAndRuns(folder, npm) {
  // As the README has it: our own packages, and nothing besides.
  run(folder, "npx", ["-y", npm, "install", "--no-audit", "--no-fund", "--prefer-offline", core, operators]);
  runsExample(folder, "node");
}

/**
 * @param {string} folder
 * @param {string} command
 */
function runsExample(folder, command) {
  write(folder, "first.mjs", first);
  expectProjects(run(folder, command, ["first.mjs"]));
  write(folder, "peers.mjs", WITH_PEERS);
  run(folder, command, ["peers.mjs"]);
}

/** @param {string} stdout */
function expectProjects(stdout) {
  if (!/^arn:aws:rekognition:\S+ (TRAIN|TEST) \w+$/m.test(stdout)) {
    throw new Error(`it printed no dataset, but ${JSON.stringify(stdout.slice(0, 500))}`);
  }
}

/** The first fence of the README, without its one type. */
function firstExample() {
  const [, code = ""] = /^```ts\n([\s\S]*?)^```/m.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
  return code.replaceAll("(error: Error)", "(error)");
}

/** @param {string} flag */
function fenceOf(flag) {
  const page = readFileSync(join(root, "packages/core/docs/guide/testing.md"), "utf8");
  const [, code] = new RegExp(`^\`\`\`\\w+ ${flag}\\n([\\s\\S]*?)^\`\`\``, "m").exec(page) ?? [];
  if (code === undefined) {
    throw new Error(`the guide has no block ${flag}`);
  }
  return code;
}

/** @param {string} name */
function tarballOf(name) {
  const tarball = tarballs.find((file) => file.includes(`rekognition-rx-${name}-`));
  if (tarball === undefined) {
    throw new Error(`${name} was not packed`);
  }
  return tarball;
}

/** @param {keyof typeof VERSIONS} name */
function packageOf(name) {
  return `${name}@${VERSIONS[name]}`;
}

/**
 * @param {string} folder
 * @param {readonly string[]} packages
 */
function npmInstall(folder, packages) {
  run(folder, "npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages]);
}

/**
 * @param {string} folder
 * @param {string} file
 * @param {string} text
 */
function write(folder, file, text) {
  writeFileSync(join(folder, file), text);
}

/**
 * Runs a command to its end.
 *
 * @param {string} cwd
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(cwd, command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    timeout: 300_000,
    maxBuffer: 64 * 1024 * 1024,
    env,
  });
  if (status !== 0) {
    throw new Error(`${[command, ...args].join(" ")} ended with ${error?.message ?? status}\n${stdout}\n${stderr}`);
  }
  return stdout;
}

async function startEmulator() {
  const child = spawn(process.execPath, [join(root, "packages/emulator/bin/rekognition-emulator.js"), "--port", "0"]);
  const [line] = /** @type {[string]} */ (await once(createInterface(child.stdout), "line"));
  return {
    url: /http:\/\/\S+/.exec(line)?.[0] ?? "",
    stop: async () => {
      child.kill();
      await once(child, "exit");
    },
  };
}
