import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { callCommand } from "../support/call-command.js";
import { commandFolder, KEYS } from "../support/command-folder.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const HERE = { ...KEYS, AWS_REGION: "us-east-1" };

/** The sentence of a run that leaves nothing else, with a file `config` of the AWS configuration. */
async function failureOf(args: readonly string[], env: Readonly<Record<string, string>>, config = ""): Promise<string> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "config"), config);
  const all = { AWS_CONFIG_FILE: "config", AWS_ENDPOINT_URL: "http://127.0.0.1:9", ...env };
  const { code, stdout, stderr } = await callCommand(args, { cwd, env: all });
  expect({ code, stdout, files: readdirSync(cwd) }).toEqual({ code: 1, stdout: "", files: ["config"] });
  expect(stderr).toMatch(/^rekognition-inventory: [^\n]+\n$/);
  return stderr.slice(23, -1);
}

describe("a key that no request can be signed with is named, and not repeated", () => {
  test.each([
    ["AWS_ACCESS_KEY_ID", "CANARY\n", "the access key id of AWS_ACCESS_KEY_ID ends with a line break"],
    ["AWS_SECRET_ACCESS_KEY", "CANARY\r\n", "the secret access key of AWS_SECRET_ACCESS_KEY ends with a line break"],
    ["AWS_SESSION_TOKEN", "CANA\nRY", "the session token of AWS_SESSION_TOKEN has a line break in it"],
  ])("%s=%j", async (variable, value, what) => {
    expect(await failureOf([], { ...HERE, [variable]: value })).toBe(
      `${what}, which is not allowed; set it again without it`,
    );
  });

  test("of a profile", async () => {
    const keys = `{ Version: 1, AccessKeyId: "AKIDEXAMPLE", SecretAccessKey: "CANARY" + String.fromCharCode(10) }`;
    const command = `"${process.execPath}" -p 'JSON.stringify(${keys})'`;
    const config = `[profile work]\nregion = us-east-1\ncredential_process = ${command}\n`;
    const sentence =
      'the secret access key of the profile "work" ends with a line break, which is not allowed; set it again without it';
    expect(await failureOf(["--profile", "work"], HERE, config)).toBe(sentence);
    expect(await failureOf([], { AWS_PROFILE: "work" }, config)).toBe(sentence);
  });
});

test("a credential_process that fails says why in its own words, cut and in one line", async () => {
  const script = `process.stderr.write("no login today\\n\\x1b[31m" + "x".repeat(400)); process.exit(1)`;
  const command = `"${process.execPath}" -e '${script}' CANARY`;
  const config = `[profile work]\nregion = us-east-1\ncredential_process = ${command}\n`;
  expect(await failureOf(["--profile", "work"], {}, config)).toBe(
    `the AWS credentials could not be loaded: the command in credential_process of the profile "work" failed (no login today [31m${"x".repeat(180)}…); run it by itself to see more`,
  );
});

describe("what the environment says of the way to AWS", () => {
  test("AWS_DEFAULT_REGION is the region where nothing else is said", async () => {
    const { run, emulator } = await commandFolder();
    const env = { AWS_REGION: "", AWS_DEFAULT_REGION: "eu-west-1" };
    expect(await run(["--quiet"], { env })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(new Set(emulator.requests.map(({ region }) => region))).toEqual(new Set(["eu-west-1"]));
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    [
      "AWS_USE_FIPS_ENDPOINT",
      [],
      { AWS_USE_FIPS_ENDPOINT: "true" },
      "AWS_USE_FIPS_ENDPOINT asks for the FIPS endpoints",
    ],
    [
      "use_fips_endpoint",
      ["--profile", "work"],
      {},
      'use_fips_endpoint of the profile "work" asks for the FIPS endpoints',
    ],
  ])("%s and an endpoint of one's own are one too many", async (_, args, env, what) => {
    const cwd = temporaryFolder();
    const keys = "aws_access_key_id = 111122223333\naws_secret_access_key = CANARY\n";
    writeFileSync(join(cwd, "config"), `[profile work]\nregion = us-east-1\n${keys}use_fips_endpoint = true\n`);
    const all = { ...HERE, AWS_CONFIG_FILE: "config", ...env };
    expect(await callCommand([...args, "--endpoint-url", "http://127.0.0.1:9"], { cwd, env: all })).toEqual({
      code: 2,
      stdout: "",
      stderr: `rekognition-inventory: ${what} of AWS, and STS has an endpoint of its own (--endpoint-url, AWS_ENDPOINT_URL, or endpoint_url of the profile); take one of the two away\n`,
    });
  });

  test("a named profile wins as a whole: its keys, its endpoint and its services", async () => {
    const [work, sandbox, rekognition] = [await commandFolder(), await commandFolder(), await commandFolder()];
    const config = `[profile work]
region = eu-west-2
aws_access_key_id = 222233334444
aws_secret_access_key = CANARY-WORK
endpoint_url = ${work.emulator.url}
services = mine
[services mine]
rekognition =
  endpoint_url = ${rekognition.emulator.url}
[profile sandbox]
region = us-east-1
aws_access_key_id = 333344445555
aws_secret_access_key = CANARY-SANDBOX
endpoint_url = ${sandbox.emulator.url}
`;
    writeFileSync(join(work.cwd, "config"), config);
    const env = { AWS_CONFIG_FILE: "config", AWS_PROFILE: "sandbox", AWS_ENDPOINT_URL: sandbox.emulator.url };
    const finished = await work.run(["--profile", "work", "--quiet"], { env });
    expect(finished).toEqual({ code: 0, stdout: "", stderr: "" });
    expect([work, rekognition, sandbox].map(({ emulator }) => emulator.requests.map(asked))).toEqual([
      [["GetCallerIdentity", "eu-west-2", "222233334444"]],
      [["DescribeProjects", "eu-west-2", "222233334444"]],
      [],
    ]);
  });
});

function asked({
  operation,
  region,
  accountId,
}: Readonly<Record<"accountId" | "operation" | "region", unknown>>): unknown {
  return [operation, region, accountId];
}
