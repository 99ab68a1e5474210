import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createEmulator } from "@rekognition-rx/emulator";
import { expect, onTestFinished, test } from "vitest";
import { commandFolder, KEYS } from "../support/command-folder.js";
import { freePort } from "../support/free-port.js";
import { runCommand } from "../support/run-command.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const HERE = { ...KEYS, AWS_REGION: "us-east-1" };
const nowhere = ["--endpoint-url", "http://127.0.0.1:9"];
// All at once: each of them waits.
test("an address where nothing answers is given up soon, or waited for if it comes up", async () => {
  const [alone, hundred, waited] = await Promise.all([byOneAccount(), byAHundred(), comingUp()]);
  expect(alone).toEqual({
    code: 1,
    stdout: expect.stringMatching(/^waiting: nothing answers at 127\.0\.0\.1:9, 1 target, \d+\.\d s$/m) as string,
    stderr: NOTHING_ANSWERS,
    files: [],
  });
  expect(hundred).toEqual({ code: 1, stdout: "", stderr: NOTHING_ANSWERS, files: ["accounts"] });
  expect(waited).toEqual({ code: 0, stdout: "", stderr: "", rows: smallAccountRows });
});

async function byOneAccount(): Promise<object> {
  const cwd = temporaryFolder();
  const finished = await runCommand(nowhere, { cwd, env: HERE, keepsProgress: true }).finished;
  return { ...finished, files: readdirSync(cwd) };
}

/** Which do not find it out one by one. */
async function byAHundred(): Promise<object> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "accounts"), Array.from({ length: 100 }, (_, index) => 222_200_000_000 + index).join("\n"));
  const args = [...nowhere, "--accounts", "accounts", "--role-name", "reader"];
  const finished = await runCommand(args, { cwd, env: HERE }).finished;
  return { ...finished, files: readdirSync(cwd) };
}

async function comingUp(): Promise<object> {
  const { start, rows } = await commandFolder();
  const port = await freePort();
  const running = start(["--endpoint-url", `http://127.0.0.1:${port}`, "--quiet"]);
  await sleep(4_000);
  const late = await createEmulator({ account: smallAccount, port });
  onTestFinished(() => late.close());
  return { ...(await running.finished), rows: rows() };
}

const NOTHING_ANSWERS =
  "rekognition-inventory: nothing answers at 127.0.0.1:9; check the endpoint and that its server is running\n";
