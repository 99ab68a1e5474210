// Every gate of the workspace, cheapest to fail first. The first red one ends the run.
//
// Usage: pnpm test [-- arguments for vitest]

import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

import { REPORT, printTally } from "./tally.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const pnpm = "npx -y pnpm@10";

const gates = [
  {
    name: "build and types",
    command: "node scripts/prune-dist.mjs && tsc -b && node packages/inventory/bundle.mjs",
    remedy: "Fix the types that tsc names above.",
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
  {
    name: "unused code and dependencies",
    command: "knip",
    remedy: "Remove what knip names above, or declare the dependency that it misses.",
  },
  {
    name: "API reports",
    command: "node scripts/api.mjs --check",
    remedy: `If the public surface changed on purpose, run \`${pnpm} run api\`, read the diff in api/ and commit it.`,
  },
  {
    name: "tests",
    command: `vitest run --reporter=default --reporter=json --outputFile.json="${REPORT}"`,
    arguments: process.argv.slice(2),
    remedy: `Fix the tests that vitest names above; \`${pnpm} unit NAME\` runs the files that match NAME.`,
  },
];

// A report of an earlier run must never be taken for this one's.
rmSync(REPORT, { force: true });
mkdirSync(join(root, "temp"), { recursive: true });

const failed = gates.find((gate) => !passes(gate));
if (failed !== undefined) {
  console.error(`\n✗ gate "${failed.name}" failed. ${failed.remedy}\n`);
}
process.exitCode = printTally() && failed === undefined ? 0 : 1;

/** @param {{ name: string, command: string, arguments?: string[] }} gate */
function passes(gate) {
  console.log(`\n▸ ${gate.name}: ${gate.command}`);
  const start = performance.now();
  const { status } = spawnSync([gate.command, ...(gate.arguments ?? [])].join(" "), {
    cwd: root,
    shell: true,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}` },
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? "✓" : "✗"} ${gate.name} (${seconds} s)`);
  return status === 0;
}
