// Every gate of the workspace: what is built, then all that is cheap at once, then the tests. What is red ends the run.
//
// Usage: pnpm test [-- arguments for vitest]

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

import { REPORT, printTally } from "./tally.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const pnpm = "npx -y pnpm@10";

/** @typedef {{ name: string, command: string, remedy: string, arguments?: string[] }} Gate */

/** @type {Gate} */
const build = {
  name: "build and types",
  command: "node scripts/prune-dist.mjs && tsc -b && node packages/inventory/bundle.mjs",
  remedy: "Fix the types that tsc names above.",
};

// At once: two of them know no more than one core.
/** @type {Gate[]} */
const beside = [
  {
    name: "API reports",
    command: "node scripts/api.mjs --check",
    remedy: `If the public surface changed on purpose, run \`${pnpm} run api\`, read the diff in api/ and commit it.`,
  },
  {
    name: "unused code and dependencies",
    command: "knip",
    remedy: "Remove what knip names above, or declare the dependency that it misses.",
  },
  {
    name: "lint",
    command: "oxlint --type-aware --deny-warnings",
    remedy: `\`${pnpm} run lint --fix\` mends some of it.`,
  },
  {
    name: "format",
    command: "oxfmt --check .",
    remedy: `Run \`${pnpm} run format\` and commit.`,
  },
];

/** @type {Gate} */
const tests = {
  name: "tests",
  command: "vitest run --reporter=default --reporter=./scripts/tally-reporter.mjs",
  arguments: process.argv.slice(2),
  remedy: `Fix the tests that vitest names above; \`${pnpm} unit NAME\` runs the files that match NAME.`,
};

// A report of an earlier run must never be taken for this one's.
rmSync(REPORT, { force: true });
mkdirSync(join(root, "temp"), { recursive: true });

/** @type {Gate[]} */
let failed = [];
for (const stage of [[build], beside, [tests]]) {
  failed = await failing(stage);
  if (failed.length > 0) {
    break;
  }
}
for (const gate of failed) {
  console.error(`\n✗ gate "${gate.name}" failed. ${gate.remedy}\n`);
}
process.exitCode = printTally() && failed.length === 0 ? 0 : 1;

/**
 * Those of some gates that do not pass. Where they run beside each other, each is printed as it ends.
 *
 * @param {Gate[]} stage
 */
async function failing(stage) {
  const areQuiet = stage.length > 1;
  const passed = await Promise.all(stage.map((gate) => passes(gate, areQuiet)));
  return stage.filter((_, at) => passed[at] !== true);
}

/**
 * @param {Gate} gate
 * @param {boolean} isQuiet whether what it prints waits for its end
 */
async function passes(gate, isQuiet) {
  const title = `\n▸ ${gate.name}: ${gate.command}`;
  if (!isQuiet) {
    console.log(title);
  }
  const output = isQuiet ? "pipe" : "inherit";
  const start = performance.now();
  const child = spawn([gate.command, ...(gate.arguments ?? [])].join(" "), {
    cwd: root,
    shell: true,
    stdio: ["ignore", output, output],
    env: {
      ...(isQuiet && process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}),
      ...process.env,
      PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}`,
    },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => (printed += text));
  }
  const [status] = /** @type {[number | null]} */ (await once(child, "close"));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${isQuiet ? `${title}\n${printed}` : ""}${status === 0 ? "✓" : "✗"} ${gate.name} (${seconds} s)`);
  return status === 0;
}
