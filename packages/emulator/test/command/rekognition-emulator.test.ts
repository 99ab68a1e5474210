import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CreateDatasetCommand, CreateProjectCommand, DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { authorization } from "../support/post.js";
import { sdkClient } from "../support/sdk-client.js";
import { walk } from "../support/walk.js";

const bin = fileURLToPath(new URL("../../bin/rekognition-emulator.js", import.meta.url));

beforeAll(() => {
  if (!existsSync(fileURLToPath(new URL("../../dist/bin.js", import.meta.url)))) {
    throw new Error("packages/emulator is not built: run `pnpm build` first");
  }
});

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly errors: () => string;
}

function run(...args: readonly string[]): Run {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  return { child, output: () => output, errors: () => errors };
}

/** A command that serves, as soon as its first line is there. */
async function serving(...args: readonly string[]): Promise<Run & { readonly url: string }> {
  const started = run(...args);
  while (!started.output().includes("\n")) {
    const { child } = started;
    if (child.stdout === null) {
      throw new Error("no output");
    }
    const ended = once(child, "exit").then(() => {
      throw new Error(`the command ended: ${started.errors()}`);
    });
    await Promise.race([once(child.stdout, "data"), ended]);
  }
  return { ...started, url: started.output().split("\n", 1)[0] ?? "" };
}

describe("rekognition-emulator", () => {
  test("stops cleanly after it has reset connections that were to be closed", async () => {
    const faults = JSON.stringify({ fault: { type: "reset", when: "after" } });
    const { child, url } = await serving("--port", "0", "--faults", faults);
    for (let round = 0; round < 3; round += 1) {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.write(
        [
          "POST / HTTP/1.1",
          "Host: emulator",
          "Connection: close",
          "Content-Type: application/x-amz-json-1.1",
          "X-Amz-Target: RekognitionService.DescribeProjects",
          `Authorization: ${authorization()}`,
          "Content-Length: 2",
          "",
          "{}",
        ].join("\r\n"),
      );
      // The end of it is a reset: whether its answer is read before that is for the client's machine to say.
      await once(socket.resume(), "close").catch(() => undefined);
    }
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test.each(["SIGINT", "SIGTERM"] as const)(
    "serves from its first line on, and stops cleanly on %s",
    async (signal) => {
      const { child, url, output, errors } = await serving("--port", "0", "--projects", "30", "--region", "eu-west-1");
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const client = sdkClient(url, { region: "eu-west-1" });
      const pages = await walk(client, { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] });
      expect(pages.map((page) => page.length)).toEqual([30]);
      for (const service of ["REKOGNITION", "STS", "ORGANIZATIONS", "CLOUDWATCH"]) {
        expect(output()).toContain(`export AWS_ENDPOINT_URL_${service}=${url}\n`);
      }
      expect(output()).toContain("export AWS_REGION=eu-west-1\n");
      expect(output()).toMatch(/export AWS_ACCESS_KEY_ID=\w+\nexport AWS_SECRET_ACCESS_KEY=\w+\n/);
      // The client's connection is still open.
      child.kill(signal);
      expect(await once(child, "exit")).toEqual([0, null]);
      expect(errors()).toBe("");
    },
  );

  test("makes the same account from the same seed, and throttles as asked", async () => {
    const first = await serving("--seed", "5", "--projects", "25");
    const second = await serving("--seed", "5", "--projects", "25", "--rate", "0.001", "--burst", "1");
    const pages = await walk(sdkClient(first.url), {});
    expect(await walk(sdkClient(second.url), {})).toEqual(pages);
    await expect(walk(sdkClient(second.url), {})).rejects.toMatchObject({ name: "ThrottlingException" });
  });

  test("starts as a newcomer starts it: with an account that has room for projects of one's own", async () => {
    const { url, output } = await serving("--port", "0");
    expect(output()).toContain("60 projects in us-east-1.");
    const client = sdkClient(url);
    const { ProjectArn } = await client.send(new CreateProjectCommand({ ProjectName: "my-first" }));
    // A project can be used at once, while it is still being created.
    await client.send(new CreateDatasetCommand({ ProjectArn, DatasetType: "TRAIN" }));
  });

  test("keeps to the quotas that it is given", async () => {
    const full = await serving("--projects", "3", "--quota", "projects=1", "--quota", "projects=3");
    const refused = sdkClient(full.url).send(new CreateProjectCommand({ ProjectName: "over" }));
    await expect(refused).rejects.toMatchObject({ name: "LimitExceededException" });
    const roomy = await serving("--projects", "240", "--quota", "projects=500", "--quota", "runningVersions=0");
    await sdkClient(roomy.url).send(new CreateProjectCommand({ ProjectName: "one-more" }));
  });

  test("starts from a seed file, with faults, manifests and transitions", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const seed = join(folder, "seed.json");
    const accounts = [{ region: "eu-west-2", projects: [{ name: "a" }, { name: "b" }] }];
    writeFileSync(seed, JSON.stringify({ accounts }));
    const faults = '{"operation":"DescribeProjects","times":1,"fault":{"type":"throttle"}}';
    const { url, output } = await serving("--seed", seed, "--faults", faults, "--transitions", "0");
    expect(output()).toContain("2 projects in eu-west-2.");
    expect(output()).toContain("export AWS_REGION=eu-west-2\n");
    const client = sdkClient(url, { region: "eu-west-2" });
    await expect(walk(client, {})).rejects.toMatchObject({ name: "ThrottlingException" });
    expect((await walk(client, {})).map((page) => page.length)).toEqual([2]);
    await client.send(new CreateProjectCommand({ ProjectName: "c" }));
    const { ProjectDescriptions } = await client.send(new DescribeProjectsCommand({}));
    expect(ProjectDescriptions?.map(({ Status }) => Status)).toEqual(["CREATED", "CREATED", "CREATED"]);
  });

  test("has the accounts of a seed file that name no region in the one that is asked for", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const seed = join(folder, "seed.json");
    writeFileSync(seed, JSON.stringify({ accounts: [{ projects: [{ name: "a" }] }] }));
    const { url, output } = await serving("--seed", seed, "--region", "eu-west-1");
    expect(output()).toContain("1 project in eu-west-1.");
    expect(await sizes(url, "eu-west-1", printed(output())["AWS_ACCESS_KEY_ID"] ?? "")).toEqual([1]);
  });

  test("leads whoever sets what it prints to the first account of the seed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const seed = join(folder, "seed.json");
    const accounts = [
      { accountId: "444455556666", projects: [{ name: "a" }] },
      { accountId: "777788889999", region: "eu-west-1", projects: [{ name: "b" }, { name: "c" }] },
    ];
    writeFileSync(seed, JSON.stringify({ accounts }));
    const open = await serving("--seed", seed);
    const environment = printed(open.output());
    expect(open.output()).toContain("3 projects in 2 accounts and regions. Any credentials are accepted;");
    expect(await sizes(open.url, "us-east-1", environment["AWS_ACCESS_KEY_ID"] ?? "")).toEqual([1]);
    expect(await sizes(open.url, "eu-west-1", "777788889999")).toEqual([2]);

    const mine = { accessKeyId: "AKID", secretAccessKey: "it's", sessionToken: "t", accountId: "444455556666" };
    const credentials = [{ accessKeyId: "OTHER", secretAccessKey: "x", accountId: "777788889999" }, mine];
    writeFileSync(seed, JSON.stringify({ accounts, credentials }));
    const closed = await serving("--seed", seed);
    expect(closed.output()).toContain("Only the credentials of the seed are accepted");
    expect(printed(closed.output())).toMatchObject({
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: String.raw`'it'\''s'`,
      AWS_SESSION_TOKEN: "t",
    });
    await expect(sizes(closed.url, "us-east-1", "444455556666")).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
  });

  test.each([
    [["--seed", "/nowhere.json"], "there is no file /nowhere.json"],
    [["--seed", tmpdir()], `${tmpdir()} is a folder; name a file`],
    [["--faults", tmpdir()], `${tmpdir()} is a folder; name a file`],
    [["--manifests", "/nowhere"], 'manifests is "/nowhere"; it must be a folder that exists'],
    [["--faults", "{"], "--faults: "],
    [["--faults", '{"fault":{"type":"bang"}}'], 'the fault rule: fault.type is "bang"; it must be one of throttle,'],
    [["--transitions", "soon"], "option '--transitions <ms>' argument 'soon' is invalid."],
  ])("ends with 1 and the place of the mistake for %j", async (args, reason) => {
    const { child, output, errors } = run(...args);
    expect(await once(child, "close")).toEqual([1, null]);
    expect(output()).toBe("");
    expect(errors()).toContain(`rekognition-emulator: ${reason}`);
  });

  test("says in one line that its port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      server.close();
    });
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const { child, output, errors } = run("--port", String(port));
    expect(await once(child, "close")).toEqual([1, null]);
    expect(output()).toBe("");
    expect(errors()).toBe(
      `rekognition-emulator: port ${port} on 127.0.0.1 is in use; choose another with --port, or --port 0 for any free one\n`,
    );
  });

  test.each([
    [["--port", "http"], "option '--port <n>' argument 'http' is invalid. It must be a whole number from 0 to 65535."],
    [
      ["--port", "65536"],
      "option '--port <n>' argument '65536' is invalid. It must be a whole number from 0 to 65535.",
    ],
    [
      ["--projects", "-1"],
      "option '--projects <n>' argument '-1' is invalid. It must be a whole number from 0 to 1000000.",
    ],
    [["--seed", "1.5"], "option '--seed <file|n>' argument '1.5' is invalid. It must be a whole number."],
    [["--rate", "0"], "option '--rate <n>' argument '0' is invalid. It must be a number, 0.001 or more."],
    [["--burst", "2"], "--burst does nothing without --rate; give both"],
    [
      ["--region", "US East"],
      "option '--region <name>' argument 'US East' is invalid. It must be a region, such as eu-west-1.",
    ],
    [["--prot", "0"], "unknown option '--prot'\n(Did you mean --port?)"],
    [
      ["--quota", "project=5"],
      "option '--quota <name=n>' argument 'project=5' is invalid. It must be NAME=NUMBER, with one of projects, " +
        "versionsPerProject, runningVersions, inferenceUnits, entriesPerDataset, labelsPerDataset, tagsPerResource.",
    ],
    [
      ["--quota", "projects=many"],
      "option '--quota <name=n>' argument 'projects=many' is invalid. It must be a whole number, 0 or more.",
    ],
    [["serve"], "too many arguments. Expected 0 arguments but got 1."],
  ])("ends with 1 and a reason for %j", async (args, reason) => {
    const { child, output, errors } = run(...args);
    expect(await once(child, "close")).toEqual([1, null]);
    expect(output()).toBe("");
    expect(errors()).toBe(`rekognition-emulator: ${reason}\n`);
  });

  test("explains itself", async () => {
    const { child, output } = run("--help");
    expect(await once(child, "close")).toEqual([0, null]);
    expect(output()).toMatch(/--port <n>[\s\S]+--seed <file\|n>[\s\S]+--rate <n>/);
  });
});

/** The environment variables that the command says to set. */
function printed(output: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...output.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** How many projects are on each page that an access key sees. */
async function sizes(url: string, region: string, accessKeyId: string): Promise<number[]> {
  return (await walk(sdkClient(url, { region, accessKeyId }), {})).map((page) => page.length);
}
