// A proof in full: the same program of which the tests run a few draws. Its last run is recorded in docs/proofs.md.
//
// Usage: pnpm run prove NAME [options of the program]

import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The folder of each program, which `tsc -b` builds, and what it starts. */
const proofs = {
  etl: { folder: "test/etl", program: "dist/etl/main.js" },
  sweep: { folder: "test/sweep", program: "dist/sweep/main.js" },
  kills: { folder: "test/kill", program: "dist/kill/main.js" },
  // It packs what is built of everything.
  strangers: { folder: ".", program: "test/packaging/strangers.mjs" },
  weather: { folder: "test/weather", program: "dist/weather/main.js" },
};

/** Parts of the paths of all laws. */
const LAWS = ["test/laws", "journal-laws", "journal-lock", "view-laws", "change-laws", "earlier-run"];

const [name = "", ...rest] = process.argv.slice(2).filter((each) => each !== "--");
const proof = Object.entries(proofs).find(([each]) => each === name)?.[1];

if (name === "laws") {
  // They are tests, and are drawn more often: `--times 10`.
  process.env["TIMES"] = countIn("--times", "10");
  process.exitCode = run("vitest", ["run", ...LAWS, "--testTimeout", "0"]);
} else if (name === "schedules") {
  // A property of the tests, of so many schedules: `--runs 100000`.
  process.env["SCHEDULES"] = countIn("--runs", "100000");
  process.exitCode = run("vitest", ["run", "packages/sweep/test/schedules.test.ts", "--testTimeout", "0"]);
} else if (proof === undefined) {
  const names = [...Object.keys(proofs), "laws", "schedules"];
  console.error(`pnpm run prove NAME, where NAME is one of: ${names.join(", ")}`);
  process.exitCode = 2;
} else {
  process.exitCode =
    run("tsc", ["-b", proof.folder]) ||
    run(process.execPath, ["packages/inventory/bundle.mjs"]) ||
    run(process.execPath, [join(proof.folder, proof.program), ...rest]);
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PATH: `${join(root, "node_modules", ".bin")}${delimiter}${process.env["PATH"] ?? ""}` },
  });
  return status ?? 1;
}

/**
 * A whole number that is given as an option of the proof.
 *
 * @param {string} option
 * @param {string} otherwise
 */
function countIn(option, otherwise) {
  const at = rest.indexOf(option);
  return /^[1-9]\d*$/.exec(at === -1 ? "" : (rest[at + 1] ?? ""))?.[0] ?? otherwise;
}
