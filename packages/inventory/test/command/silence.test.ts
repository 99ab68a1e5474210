import { readdirSync } from "node:fs";
import type { RequestListener } from "node:http";
import type { Fault } from "@rekognition-rx/emulator";
import { expect, test } from "vitest";
import { commandFolder, KEYS } from "../support/command-folder.js";
import { httpServer } from "../support/http-server.js";
import { runCommand } from "../support/run-command.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const STOPPED = "rekognition-inventory: stopped after 7 s, as --timeout says";

// All at once: each of them waits for its time to be up.
test("a run that hears nothing says that it waits, and ends as --timeout says", async () => {
  const [sts, rekognition, page, bad] = await Promise.all([
    silentFrom(silent),
    silentAfterSts({ type: "hang" }),
    silentFrom((_, response) => void response.writeHead(200).write("{")),
    silentAfterSts({ type: "html", status: 502 }),
  ]);
  const nothing = { code: 1, stderr: `${STOPPED}; nothing was done yet\n`, files: [] };
  const first = /^waiting for the first answer, \d\.\d s$/m;
  expect(sts).toEqual({ ...nothing, stdout: expect.stringMatching(first) as string });
  expect(page).toEqual({ ...nothing, stdout: expect.stringMatching(first) as string });
  expect(rekognition).toEqual({
    code: 1,
    stdout: expect.stringMatching(/^waiting for the first answer, 1 target, \d\.\d s$/m) as string,
    stderr: expect.stringContaining(`${STOPPED}; what is done is kept; to go on: `) as string,
    files: ["out"],
  });
  expect(bad).toEqual({
    code: 1,
    stdout: expect.stringMatching(/^waiting: DescribeProjects was answered by a proxy, .*HTTP 502/m) as string,
    stderr: expect.stringMatching(
      /^.* as --timeout says, while it waited: .*HTTP 502.*; what is done is kept; /,
    ) as string,
    files: ["out"],
  });
});

const silent: RequestListener = () => {};

async function silentFrom(answer: RequestListener): Promise<object> {
  const cwd = temporaryFolder();
  const { url } = await httpServer(answer);
  const env = { ...KEYS, AWS_REGION: "us-east-1", AWS_ENDPOINT_URL: url };
  const finished = await runCommand(["--timeout", "7"], { cwd, env, keepsProgress: true }).finished;
  return { ...finished, files: readdirSync(cwd) };
}

/** Where STS answers, and Rekognition does not. */
async function silentAfterSts(fault: Fault): Promise<object> {
  const { start, cwd } = await commandFolder({ faults: { operation: "DescribeProjects", fault } });
  const finished = await start(["--timeout", "7"], { keepsProgress: true }).finished;
  return { ...finished, files: readdirSync(cwd) };
}
