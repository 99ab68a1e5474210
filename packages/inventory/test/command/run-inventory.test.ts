import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Fault, lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { runInventory } from "../../src/command/run-inventory.js";
import { CapturedStream } from "../support/captured-stream.js";
import { filesOf } from "../support/files-of.js";
import { smallAccount } from "../support/small-account.js";
import { start } from "../support/start.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const atOnce = { random: () => 0 };

describe("runInventory", () => {
  test("prints progress lines and then what was found, without control characters, where there is no terminal", async () => {
    const { client } = await start({
      account: lifelikeAccount(),
      faults: ({ index }) => (index === 1 || index === 3 ? { type: "throttle" } : undefined),
    });
    const out = temporaryFolder();
    const [stdout, stderr] = [new CapturedStream(), new CapturedStream()];
    let now = 0;
    // Each look at the clock is a second later.
    const code = await runInventory({ client, out, stdout, stderr, retry: atOnce, now: () => (now += 1_000) });

    expect(code).toBe(0);
    expect(stderr.text).toBe("");
    expect(stdout.text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(stdout.lines.filter((line) => /^\d pages?, .* survived, \d+\.0 s$/.test(line)).length).toBe(3 + 2);
    expect(stdout.lines).toContain("240 projects and 349 datasets in us-east-1, account 111122223333");
    expect(stdout.text).toMatch(/^3 pages in .* s, 2 throttles survived$/m);
    expect(
      stdout.text.endsWith(`384 rows, one a dataset, in\n  ${out}/inventory.ndjson\n  ${out}/inventory.csv\n`),
    ).toBe(true);
  });

  test("on a terminal the progress is gone when the table is there", async () => {
    const { client } = await start({ account: smallAccount });
    const stdout = new CapturedStream({ isTTY: true });
    expect(await runInventory({ client, out: temporaryFolder(), stdout, stderr: new CapturedStream() })).toBe(0);
    const [first, second, ...others] = stdout.text.split("\r\u001b[2K");
    expect(first).toBe("");
    expect(second).toMatch(/^⠋ asking for the first page · 0\.\d s$/);
    expect(others.at(-1)).toMatch(/^3 projects and 3 datasets in us-east-1, account 111122223333\n/);
  });

  test.each<[string, Fault, string | RegExp, string?]>([
    [
      "expired credentials",
      serviceError("ExpiredTokenException", "The security token included in the request is expired"),
      /^the AWS credentials have expired; get new ones /,
    ],
    [
      "credentials that AWS does not know",
      serviceError("UnrecognizedClientException", "The security token included in the request is invalid."),
      /^AWS does not accept these credentials \(UnrecognizedClientException: .*\); check the access key, /,
    ],
    [
      "a denied call",
      serviceError("AccessDeniedException", "User: u is not authorized to perform: rekognition:DescribeProjects"),
      /^AWS denied rekognition:DescribeProjects \(User: u is not .*\); have that action allowed /,
    ],
    [
      "a region without Custom Labels",
      serviceError("AccessDeniedException", "no"),
      /^AWS denied rekognition:DescribeProjects in eu-north-1, where Custom Labels is not offered; it is in us-east-1, /,
      "eu-north-1",
    ],
    [
      "throttling beyond patience",
      { type: "throttle" },
      /^AWS throttled DescribeProjects 10 times in \d\.\d s at page 1; others share this account's rate, /,
    ],
    [
      "a service that is down",
      { type: "error", status: 503, code: "ServiceUnavailableException", message: "down" },
      /^DescribeProjects failed 10 times in .* at page 1 \(last: ServiceUnavailableException: down\); try again later$/,
    ],
    ["answers that are cut off", { type: "truncate" }, /^DescribeProjects failed 10 times in .* \(last: SyntaxError: /],
    [
      "connections that are lost",
      { type: "reset" },
      /^DescribeProjects failed 10 times in .*ECONNRESET.*; try again later$/,
    ],
    [
      "a token that is refused",
      serviceError("InvalidPaginationTokenException", "Invalid token"),
      "AWS no longer accepts the token of the listing at page 1; run this again",
    ],
    [
      "what nobody foresaw",
      serviceError("OddException", "it is odd"),
      "DescribeProjects failed at page 1: OddException: it is odd",
    ],
  ])("%s: one sentence, exit code 1, no file", async (_, fault, sentence, region = "us-east-1") => {
    const { client } = await start({ account: smallAccount, faults: () => fault }, region);
    const out = temporaryFolder();
    const [stdout, stderr] = [new CapturedStream(), new CapturedStream()];
    expect(await runInventory({ client, out, stdout, stderr, retry: atOnce, now: () => 0 })).toBe(1);
    expect(stderr.lines.length).toBe(1);
    const [line = ""] = stderr.lines;
    expect(line.slice(0, 23)).toBe("rekognition-inventory: ");
    expect(line.slice(23)).toMatch(sentence);
    expect(stdout.text).toBe("");
    expect(filesOf(out)).toEqual({});
  });

  test("a folder that cannot be written to: one sentence, exit code 1", async () => {
    const { client } = await start({ account: smallAccount });
    const out = join(temporaryFolder(), "out");
    mkdirSync(join(out, "inventory.csv"), { recursive: true });
    const [stdout, stderr] = [new CapturedStream(), new CapturedStream()];
    expect(await runInventory({ client, out, stdout, stderr })).toBe(1);
    expect(stderr.text).toBe(
      `rekognition-inventory: cannot write ${out}/inventory.csv: it is a folder; choose another folder with --out\n`,
    );
  });

  test("an abort by its signal stops it: one sentence, exit code 130, no file", async () => {
    const { client } = await start({ faults: () => ({ type: "hang" }) });
    const out = temporaryFolder();
    writeFileSync(join(out, "inventory.csv"), "older");
    const [stdout, stderr] = [new CapturedStream(), new CapturedStream()];
    const controller = new AbortController();
    const running = runInventory({ client, out, stdout, stderr, signal: controller.signal });
    await expect.poll(() => Object.keys(filesOf(out)).length).toBe(4);
    controller.abort();
    expect(await running).toBe(130);
    expect(stderr.text).toBe(
      "rekognition-inventory: stopped; nothing was written, and files of an earlier run are as they were\n",
    );
    expect(filesOf(out)).toEqual({ "inventory.csv": "older" });
  });

  test("leaves no listener on the process", async () => {
    const { client } = await start({ account: smallAccount });
    const before = ["SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name));
    const streams = { stdout: new CapturedStream(), stderr: new CapturedStream() };
    await runInventory({ client, out: temporaryFolder(), ...streams });
    expect(["SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name))).toEqual(before);
  });
});

function serviceError(code: string, message: string): Fault {
  return { type: "error", status: 400, code, message };
}
