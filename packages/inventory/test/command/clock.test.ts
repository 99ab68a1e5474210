import { writeFileSync } from "node:fs";
import type { OutgoingHttpHeaders } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { commandFolder } from "../support/command-folder.js";
import { httpServer } from "../support/http-server.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";

const HOUR = 3_600_000;

describe("a clock of this machine that is off", () => {
  test.each([
    [-3 * HOUR, "3 hours ahead of"],
    [20 * 60_000, "20 minutes behind"],
  ])("by %d ms, is reported with by how much", async (ms, difference) => {
    const { run } = await commandFolder({ faults: { fault: { type: "clock-skew", ms } } });
    expect(await run()).toEqual({
      code: 1,
      stdout: "",
      stderr: `rekognition-inventory: the clock of this machine is ${difference} that of AWS, which refuses requests that are signed with a wrong time (SignatureDoesNotMatch); set the clock, and run this again\n`,
    });
  });

  test.each<[string, OutgoingHttpHeaders, string]>([
    [
      "with the time",
      { date: new Date(Date.now() + 48 * HOUR).toUTCString() },
      "the clock of this machine is 2 days behind that of AWS, which ",
    ],
    [
      "without the time",
      {},
      "AWS does not accept the time at which requests are signed (RequestTimeTooSkewed: Too far off); check the clock of this machine, and run this again",
    ],
  ])("is reported, as Rekognition says it %s", async (_, headers, sentence) => {
    const { url } = await httpServer((__, response) => {
      response.sendDate = false;
      const body = JSON.stringify({ __type: "RequestTimeTooSkewed", message: "Too far off." });
      response.writeHead(403, { "content-type": "application/x-amz-json-1.1", ...headers }).end(body);
    });
    const { run } = await commandFolder();
    const { code, stderr } = await run([], { env: { AWS_ENDPOINT_URL_REKOGNITION: url } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^rekognition-inventory: [^\n]+\n$/);
    expect(stderr).toContain(sentence);
  });

  test("is no failure where the answers say what time it is: the SDK signs by their clock", async () => {
    const credentials = [{ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a-secret-key" }];
    const { start, rows, cwd, emulator } = await commandFolder({ account: smallAccount, credentials });
    const slow = join(cwd, "slow-clock.mjs");
    writeFileSync(
      slow,
      `const now = Date.now; Date.now = () => now() - ${HOUR};
globalThis.Date = new Proxy(Date, { construct: (Real, args) => (args.length === 0 ? new Real(Date.now()) : new Real(...args)) });`,
    );
    const env = {
      AWS_SECRET_ACCESS_KEY: "a-secret-key",
      AWS_SESSION_TOKEN: "",
      NODE_OPTIONS: `--import ${pathToFileURL(slow).href}`,
    };
    expect(await start(["--quiet"], { env }).finished).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(rows()).toEqual(smallAccountRows);
    expect(emulator.requests.map(({ status }) => status)).toContain(400);
  });
});
