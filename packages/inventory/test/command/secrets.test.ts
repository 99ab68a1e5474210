import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RunCommandOptions } from "../support/run-command.js";
import { commandFolder, KEYS } from "../support/command-folder.js";
import { proxyServer } from "../support/proxy-server.js";
import { smallAccount } from "../support/small-account.js";

/** Everything that a folder has in all its folders, but for what the test itself put there. */
function textOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "config")
    .map(({ name, parentPath }) => `${name}\n${readFileSync(join(parentPath, name), "utf8")}`)
    .join("\n");
}

/** A canary in every credential; the external id of a role is none. */
const SECRETS = {
  ...KEYS,
  DATABASE_URL: "postgres://me:CANARY-DATABASE@127.0.0.1:9/db",
  PGPASSWORD: "CANARY-PGPASSWORD",
};

const CONFIG = `[profile work]
region = us-east-1
aws_access_key_id = AKIDEXAMPLE
aws_secret_access_key = CANARY-PROFILE
aws_session_token = CANARY-PROFILE-TOKEN
[profile process]
region = us-east-1
credential_process = false CANARY-ARGUMENT
`;

test("no secret is in anything that a run writes, whether it is good or fails", async () => {
  const { run, cwd, emulator } = await commandFolder({ account: smallAccount });
  const failing = await commandFolder({ account: smallAccount, faults: { fault: { type: "html" } } });
  const expired = await commandFolder({ faults: { fault: { type: "expired-credentials" } } });
  writeFileSync(join(cwd, "config"), CONFIG);
  const [proxy, refusing] = [await proxyServer({ login: "me:CANARY-PROXY" }), await proxyServer({ login: "other" })];
  const through = (address: string): RunCommandOptions => ({
    cwd,
    env: { ...SECRETS, AWS_CONFIG_FILE: "config", HTTP_PROXY: `http://me:CANARY-PROXY@${address}` },
  });
  const to = ["--to", "postgres://me:CANARY-TO@127.0.0.1:9/db?password=CANARY-QUERY"];
  const report = ["--format", "ndjson,csv,html", "--depth", "all"];
  const finished = await Promise.all([
    run(["--out", "good", ...report, "--rate", "1000"], through(proxy.address)),
    run(["--out", "good-profile", "--profile", "work"], through(proxy.address)),
    run(["--out", "refused"], through(refusing.address)),
    run(["--out", "process", "--profile", "process"], through(proxy.address)),
    run(["--out", "database", ...to], through(proxy.address)),
    run(["--out", "environment", "--to", "env"], through(proxy.address)),
    failing.start(["--timeout", "4"], { env: SECRETS }).finished,
    expired.run([], { env: SECRETS }),
  ]);
  expect(finished.map(({ code }) => code)).toEqual([0, 0, 1, 1, 1, 1, 1, 1]);
  expect(finished.map(({ stdout, stderr }) => `${stdout}${stderr}`).join("")).not.toContain("CANARY");
  expect(textOf(cwd) + textOf(failing.cwd) + textOf(expired.cwd)).not.toContain("CANARY");
  // They were there to be seen.
  expect(textOf(cwd)).toContain("pcb.solder-defects");
  expect(emulator.requests.length).toBeGreaterThan(0);
});
