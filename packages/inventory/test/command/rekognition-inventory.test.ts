import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lifelikeAccount } from "@rekognition-rx/emulator";
import { describe, expect, test } from "vitest";
import { filesOf } from "../support/files-of.js";
import { runCommand } from "../support/run-command.js";
import { smallAccount, smallAccountRows } from "../support/small-account.js";
import { start } from "../support/start.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };
const HERE = { ...KEYS, AWS_REGION: "us-east-1" };

describe("the command rekognition-inventory, as a process,", () => {
  test("writes both files, shows what was found, and ends with 0", async () => {
    const { emulator } = await start({ account: smallAccount });
    const cwd = temporaryFolder();
    const command = runCommand(["--endpoint-url", emulator.url, "--region", "us-east-1", "--out", "a/b"], {
      cwd,
      env: KEYS,
    });
    const { code, stdout, stderr } = await command.finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const files = filesOf(join(cwd, "a/b"));
    expect(Object.keys(files).toSorted()).toEqual(["inventory.csv", "inventory.ndjson"]);
    expect(files["inventory.ndjson"]).toBe(smallAccountRows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    expect(stdout).toMatch(/^3 projects and 3 datasets in us-east-1, account 111122223333\n/);
    expect(stdout.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(stdout).toMatch(/\n {2}a\/b\/inventory\.ndjson\n {2}a\/b\/inventory\.csv\n$/);
  });

  test("survives throttles, takes the endpoint from the environment, and writes to out unless told otherwise", async () => {
    const { emulator } = await start({
      account: lifelikeAccount({ region: "eu-west-1" }),
      faults: ({ index }) => (index === 1 ? { type: "throttle" } : undefined),
    });
    const cwd = temporaryFolder();
    const env = { ...HERE, AWS_REGION: "eu-west-1", AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
    const { code, stdout, stderr } = await runCommand([], { cwd, env }).finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^240 projects and \d+ datasets in eu-west-1, account 111122223333$/m);
    expect(stdout).toMatch(/^3 pages in .* s, 1 throttle survived$/m);
    expect(Object.keys(filesOf(join(cwd, "out"))).toSorted()).toEqual(["inventory.csv", "inventory.ndjson"]);
  });

  test("--profile takes the credentials and the region of the profile", async () => {
    const { emulator } = await start({ account: { ...smallAccount, region: "eu-west-2" } });
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, "config"),
      "[profile work]\nregion = eu-west-2\naws_access_key_id = AKIDWORK\naws_secret_access_key = secret\n",
    );
    const env = { AWS_CONFIG_FILE: join(cwd, "config"), AWS_ENDPOINT_URL_REKOGNITION: emulator.url };
    const { code, stdout, stderr } = await runCommand(["--profile", "work"], { cwd, env }).finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("3 projects and 3 datasets in eu-west-2");
    expect(emulator.requests[0]?.region).toBe("eu-west-2");
  });

  const nowhere = ["--endpoint-url", "http://127.0.0.1:9"];
  test.each<[string, string[], Record<string, string>, RegExp]>([
    [
      "no credentials",
      ["--region", "us-east-1", ...nowhere],
      {},
      /^no AWS credentials were found; name a profile with --profile, /,
    ],
    [
      "an unknown profile",
      ["--profile", "nope", "--region", "us-east-1", ...nowhere],
      KEYS,
      /the profile "nope": it does not exist, has none, or could not get them; /,
    ],
    [
      "an unknown profile of the environment",
      ["--region", "us-east-1", ...nowhere],
      { AWS_PROFILE: "nope" },
      /the profile "nope"/,
    ],
    ["no region", nowhere, KEYS, /^no AWS region is set; give one with --region, /],
    ["what is no region", ["--region", "eu west 1"], KEYS, /^"eu west 1" is no AWS region; give one such as /],
    [
      "a region that does not exist",
      ["--region", "eu-wst-1", "--endpoint-url", "http://rekognition.eu-wst-1.invalid"],
      KEYS,
      /^there is no address for rekognition\.eu-wst-1\.invalid; check the network, and that "eu-wst-1" is a region of AWS/,
    ],
    ["an endpoint where nobody listens", nowhere, HERE, /^nothing answers at 127\.0\.0\.1:9; check the endpoint /],
    [
      "an endpoint that is no URL",
      [],
      { ...HERE, AWS_ENDPOINT_URL: "garbage" },
      /^"garbage" is no URL of an endpoint; give one such as /,
    ],
    [
      "a setting that the SDK refuses in a promise that nobody awaits",
      nowhere,
      { ...HERE, AWS_DEFAULTS_MODE: "garbage" },
      /^DescribeProjects failed at page 1: Invalid parameter for "defaultsMode", .*, got garbage$/,
    ],
    [
      "a folder that cannot be made",
      [...nowhere, "--out", "file/out"],
      HERE,
      /^cannot write file\/out: a part of the path is a file .*--out$/,
    ],
  ])("%s: one line on stderr, exit code 1, no file", async (_, args, env, sentence) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, "file"), "");
    const { code, stdout, stderr } = await runCommand(args, { cwd, env }).finished;
    expect(stderr).toMatch(/^rekognition-inventory: [^\n]+\n$/);
    expect(stderr.slice(23, -1)).toMatch(sentence);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(existsSync(join(cwd, "out")) ? filesOf(join(cwd, "out")) : {}).toEqual({});
  });

  test.each([
    [["--regoin", "x"], "rekognition-inventory: unknown option '--regoin'\n(Did you mean --region?)\n"],
    [["--out", ""], "rekognition-inventory: option '--out <folder>' argument '' is invalid. It must not be empty.\n"],
    [
      ["--endpoint-url", "localhost:80"],
      "rekognition-inventory: option '--endpoint-url <url>' argument 'localhost:80' is invalid. It must be a URL such as http://127.0.0.1:4566.\n",
    ],
  ])("a mistake on the command line, %j, is told and ends with 2", async (args, sentence) => {
    expect(await runCommand(args).finished).toEqual({ code: 2, stdout: "", stderr: sentence });
  });

  test("--help and --version end with 0", async () => {
    const help = await runCommand(["--help"]).finished;
    expect({ ...help, stdout: "" }).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(help.stdout).toContain("rekognition:DescribeProjects");
    const version = await runCommand(["--version"]).finished;
    expect(version).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string, stderr: "" });
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s stops it at once and leaves nothing: exit code %d", async (signal, exitCode) => {
    const { emulator } = await start({
      account: lifelikeAccount(),
      faults: ({ index }) => (index > 0 ? { type: "hang" } : undefined),
    });
    const cwd = temporaryFolder();
    const { child, finished } = runCommand(["--endpoint-url", emulator.url], { cwd, env: HERE });
    await expect.poll(() => emulator.requests.length, { timeout: 20_000 }).toBe(2);
    expect(Object.keys(filesOf(join(cwd, "out"))).length).toBe(3);
    child.kill(signal);
    expect(await finished).toEqual({
      code: exitCode,
      stdout: "",
      stderr: "rekognition-inventory: stopped; nothing was written, and files of an earlier run are as they were\n",
    });
    expect(filesOf(join(cwd, "out"))).toEqual({});
  });

  test("SIGINT in a back-off does not wait for its end", async () => {
    const { emulator } = await start({ faults: () => ({ type: "throttle" }) });
    const cwd = temporaryFolder();
    const { child, finished } = runCommand(["--endpoint-url", emulator.url], { cwd, env: HERE });
    await expect.poll(() => emulator.requests.length, { timeout: 20_000 }).toBeGreaterThan(1);
    child.kill("SIGINT");
    const { code, stderr } = await finished;
    expect({ code, lines: stderr.split("\n").length }).toEqual({ code: 130, lines: 2 });
    expect(filesOf(join(cwd, "out"))).toEqual({});
  });

  test("a reader that leaves does not end it: the files are written, and nothing is said", async () => {
    const { emulator } = await start({ account: smallAccount });
    const cwd = temporaryFolder();
    const { child, finished } = runCommand(["--endpoint-url", emulator.url], { cwd, env: HERE });
    child.stdout?.destroy();
    const { code, stderr } = await finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(Object.keys(filesOf(join(cwd, "out"))).toSorted()).toEqual(["inventory.csv", "inventory.ndjson"]);
  });

  // /dev/full answers every write as a full disk does; only Linux has it.
  test.skipIf(!existsSync("/dev/full"))(
    "output that cannot be written is told of and ends with 1; the files are written",
    async () => {
      const { emulator } = await start({ account: smallAccount });
      const cwd = temporaryFolder();
      const full = openSync("/dev/full", "w");
      const { code, stderr } = await runCommand(["--endpoint-url", emulator.url], { cwd, env: HERE, stdout: full })
        .finished;
      closeSync(full);
      expect(stderr).toBe("rekognition-inventory: cannot write its output: ENOSPC: no space left on device, write\n");
      expect(code).toBe(1);
      expect(Object.keys(filesOf(join(cwd, "out"))).toSorted()).toEqual(["inventory.csv", "inventory.ndjson"]);
    },
  );

  test("a disk that is full in the middle of the walk: one sentence, and an earlier run's files as they were", async () => {
    const { emulator } = await start({ account: lifelikeAccount() });
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, "out"));
    writeFileSync(join(cwd, "out", "inventory.ndjson"), "older");
    const { code, stderr } = await runCommand(["--endpoint-url", emulator.url], { cwd, env: HERE, fileLimit: 250 })
      .finished;
    // The first page takes 100 kB as NDJSON, and the second does not fit.
    expect(emulator.requests.length).toBeGreaterThan(1);
    expect(stderr).toBe(
      "rekognition-inventory: cannot write out/inventory.ndjson: the file would be larger than is allowed here; choose another folder with --out\n",
    );
    expect(code).toBe(1);
    expect(filesOf(join(cwd, "out"))).toEqual({ "inventory.ndjson": "older" });
  });

  test("a failure in the middle of the walk leaves no file", async () => {
    const { emulator } = await start({
      account: lifelikeAccount(),
      faults: ({ index }) =>
        index > 0 ? { type: "error", status: 400, code: "AccessDeniedException", message: "no" } : undefined,
    });
    const cwd = temporaryFolder();
    const { code, stderr } = await runCommand(["--endpoint-url", emulator.url], { cwd, env: HERE }).finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^rekognition-inventory: AWS denied [^\n]+\n$/);
    expect(filesOf(join(cwd, "out"))).toEqual({});
  });
});
