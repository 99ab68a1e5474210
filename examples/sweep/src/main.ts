// A sweep on one machine: three processes read a made-up organization of 60 targets, and one of them is killed in the
// middle. At the end, one process alone reads the same organization, and the results are compared.
//
//   npx -y pnpm@10 run sweep [--accounts 20]

import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createEmulator, lifelikeOrganization } from "@rekognition-rx/emulator";
import { inventoryCommand, started } from "./inventory-command.js";
import { differingTables } from "./differing-tables.js";

const OUT = "out/sweep";
const ALONE = "out/sweep-alone";
const REGIONS = ["us-east-1", "eu-west-1", "ap-northeast-1"];

/** The exit status of an inventory that is not complete: one region of an account is denied. */
const DENIED_ON_PURPOSE = 3;

const { values } = parseArgs({ options: { accounts: { type: "string", default: "20" } } });
const count = Number(values.accounts);

await rm(OUT, { recursive: true, force: true });
await rm(ALONE, { recursive: true, force: true });

const { accounts, organization, denied } = lifelikeOrganization({
  accounts: count + 1,
  regions: REGIONS,
  projects: 12,
});
await using emulator = await createEmulator({ accounts, organization, denied, latency: 40 });
console.log(
  `${count} emulated accounts in three regions at ${emulator.url}, and one that is suspended; nothing leaves this machine.\n`,
);

const what = [
  "--organization",
  "--region",
  REGIONS.join(","),
  "--endpoint-url",
  emulator.url,
  "--depth",
  "datasets,versions",
];
const files = ["--format", "ndjson,html"];
const sweep = ["--sweep", "embedded", "--out", OUT];

const exported = started(["export", ...sweep, ...what, ...files, "--quiet"]);
const [spared, killed] = [started(["worker", ...sweep]), started(["worker", ...sweep])];

let isKilled = false;
for (;;) {
  // Often, until there is something to kill: a small organization is read within seconds.
  await delay(isKilled ? 2_000 : 250);
  const { stdout } = existsSync(join(OUT, "sweep-postgres.txt"))
    ? await inventoryCommand(["status", ...sweep])
    : { stdout: "" };
  console.log(stdout);
  if (exported.exitCode !== null || stdout.includes("ended at")) {
    break;
  }
  if (!isKilled && stdout.includes(` ${killed.pid} `) && shareOf(stdout) > 0) {
    isKilled = true;
    killed.kill("SIGKILL");
    console.log(
      `Killed the worker ${killed.pid} (kill -9). Other workers take over its shards after about ten seconds.\n`,
    );
  }
}

const exitCode = await exited(exported);
spared.kill("SIGTERM");
killed.kill("SIGKILL");
await Promise.all([exited(spared), exited(killed)]);

console.log("Once more, by one process alone, to compare ...\n");
await inventoryCommand(["export", ...what, ...files, "--quiet", "--out", ALONE]);
const differing = await differingTables(OUT, ALONE);
console.log(
  differing.length === 0
    ? `Every table has the same rows as after a run of one process that was not killed: ${join(OUT, "report.html")}`
    : `Tables with other rows than after a run of one process that was not killed: ${differing.join(", ")}`,
);
process.exitCode = differing.length === 0 && isKilled && exitCode === DENIED_ON_PURPOSE ? 0 : 1;

/** The share of the known lists that have been read. */
function shareOf(status: string): number {
  const [, read = "0", known = "1"] = /lists read\s+([\d,]+)\s+of ([\d,]+)/.exec(status) ?? [];
  return Number(read.replaceAll(",", "")) / Number(known.replaceAll(",", ""));
}

async function exited(child: typeof exported): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => {
      child.once("exit", resolve);
    });
  }
  return child.exitCode;
}
