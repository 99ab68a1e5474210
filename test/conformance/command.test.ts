import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { run } from "../packaging/run.js";
import { awsCli, boto3 } from "./client-found.js";

const emulator = new URL("../../packages/emulator/", import.meta.url);
const bin = fileURLToPath(new URL("bin/rekognition-emulator.js", emulator));
const names = ["p0", "p1", "p2"];

beforeAll(() => {
  if (!existsSync(new URL("dist/bin.js", emulator))) {
    throw new Error("packages/emulator is not built: run `pnpm build` first");
  }
});

/** What the command prints for a seed whose account, region and credentials are not the usual ones. */
async function printed(): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  const seed = join(folder, "seed.json");
  const accountId = "444455556666";
  const accounts = [{ accountId, region: "eu-west-2", projects: names.map((name) => ({ name })) }];
  const credentials = [{ accessKeyId: "ASIAGOOD", secretAccessKey: "secret/with+signs", sessionToken: "t", accountId }];
  writeFileSync(seed, JSON.stringify({ accounts, credentials }));
  const child = spawn(process.execPath, [bin, "--port", "0", "--seed", seed], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });
  const variables: Record<string, string> = {};
  for await (const line of createInterface(child.stdout)) {
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      variables[name] = value;
    }
    if (name === "AWS_SESSION_TOKEN") {
      return variables;
    }
  }
  await once(child, "exit");
  throw new Error("the command ended");
}

/** Nothing of AWS but what the command printed. */
function environment(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    ...variables,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}

/** Whether a client is too old to look for its endpoint in a variable. */
function needsEndpoint(version: string | undefined): boolean {
  const [, major = 0, minor = 0] = /\/(\d+)\.(\d+)/.exec(version ?? "")?.map(Number) ?? [];
  if (version?.startsWith("boto3") === true) {
    return major === 1 && minor < 28;
  }
  return minor < (major === 1 ? 29 : 13);
}

test.runIf(awsCli.version !== undefined)("what the command prints leads the AWS CLI into the seed", async () => {
  const variables = await printed();
  const query = ["--query", "ProjectDescriptions[].ProjectArn", "--output", "json"];
  const endpoint = needsEndpoint(awsCli.version)
    ? ["--endpoint-url", variables["AWS_ENDPOINT_URL_REKOGNITION"] ?? ""]
    : [];
  const { code, stdout, stderr } = await run("aws", ["rekognition", "describe-projects", ...query, ...endpoint], {
    env: environment(variables),
  });
  expect(code, stderr).toBe(0);
  expect((JSON.parse(stdout) as string[]).map((arn) => arn.split("/")[1])).toEqual(names);
});

test.runIf(boto3.version !== undefined)("what the command prints leads boto3 into the seed", async () => {
  const variables = await printed();
  const endpoint = needsEndpoint(boto3.version) ? ", endpoint_url=os.environ['AWS_ENDPOINT_URL_REKOGNITION']" : "";
  const script = [
    "import boto3, os",
    `client = boto3.client('rekognition'${endpoint})`,
    "for each in client.describe_projects()['ProjectDescriptions']: print(each['ProjectArn'].split('/')[1])",
  ].join("\n");
  const { code, stdout, stderr } = await run("python3", ["-c", script], { env: environment(variables) });
  expect(code, stderr).toBe(0);
  expect(stdout.trim().split("\n")).toEqual(names);
});

test("what the command prints leads the AWS SDK for JavaScript into the seed", async () => {
  const script = [
    'import { DescribeProjectsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";',
    "const { ProjectDescriptions } = await new RekognitionClient({}).send(new DescribeProjectsCommand({}));",
    'for (const { ProjectArn } of ProjectDescriptions) console.log(ProjectArn.split("/")[1]);',
  ].join("\n");
  const { code, stdout, stderr } = await run(process.execPath, ["--input-type=module", "-e", script], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: environment(await printed()),
  });
  expect(code, stderr).toBe(0);
  expect(stdout.trim().split("\n")).toEqual(names);
});
