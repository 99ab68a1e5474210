import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator, lifelikeOrganization } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Finding } from "../../src/doctor/finding.js";
import { calledWith } from "../support/called-with.js";
import { callCommand } from "../support/call-command.js";
import { commandFolder, KEYS } from "../support/command-folder.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { OWN, profile } from "../support/discovery.js";
import { everythingOnce } from "../support/everything-once.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const NOT_EMPTY = "It must not be empty.";

/** Without the version of Node, which may be any, and the time that an answer took. */
function steady(stdout: string): string {
  return stdout
    .replace(/^(?:ok|warn) +versions .*\n(?: +.*\n)*/, "versions\n")
    .replaceAll(/127\.0\.0\.1:\d+/g, "HOST")
    .replaceAll(/in [\d,]+ ms/g, "in N ms")
    .replace(/[\d.]+ GB/, "N GB");
}

describe("doctor", () => {
  test("says in 80 columns what it looked at, leaves nothing behind, and ends with 0 where nothing is wrong", async () => {
    const { start, cwd } = await commandFolder({ account: everythingOnce() });
    const { code, stdout, stderr } = await start(["doctor", "--depth", "all"]).finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(steady(stdout)).toBe(
      [
        "versions",
        "ok   region  Custom Labels is offered in us-east-1",
        "ok   network  HOST answers in N ms",
        "ok   clock  this machine's clock agrees with that of HOST",
        "ok   disk  out can be written to, and has N GB free",
        `ok   credentials  account ${OWN} of the partition aws, as`,
        `       arn:aws:iam::${OWN}:user/AKIDEXAMPLE, temporary, with an end that`,
        "       is not known",
        "ok   rekognition:DescribeProjects  allowed",
        "ok   rekognition:DescribeProjectVersions  allowed",
        "ok   rekognition:ListProjectPolicies  allowed",
        "ok   rekognition:DescribeDataset  allowed",
        "ok   rekognition:ListDatasetLabels  allowed",
        "ok   rekognition:ListDatasetEntries  allowed",
        "ok   rekognition:ListTagsForResource  allowed",
        "ok   cloudwatch:GetMetricData  allowed",
        "",
      ].join("\n"),
    );
    expect(stdout).toContain("rekognition-inventory 0.0.0, Node ");
    expect(stdout).not.toContain("CANARY");
    expect(stdout).not.toContain("\u001B");
    expect(readdirSync(cwd)).toEqual([]);
  });

  test("ends with 3 where something is wrong, says it of all accounts and regions together, and to programs of each", async () => {
    const { run } = await commandFolder(lifelikeOrganization());
    const args = ["doctor", "--organization", "--region", "us-east-1,eu-west-1"];
    const [text, json] = await Promise.all([run(args), run([...args, "--json"])]);
    expect([text, json].map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 3, stderr: "" },
      { code: 3, stderr: "" },
    ]);
    expect(text.stdout).toContain("\nok   network  2 of 2 endpoints answer, the slowest in ");
    expect(text.stdout).toContain("\nok   targets  5 accounts: 4 can be entered, 1 suspended\n");
    expect(text.stdout).toContain(
      "\nFAIL rekognition:DescribeProjects  allowed in 7 of 8 accounts and regions\n" +
        "       111566667777 eu-west-1: AWS denied rekognition:DescribeProjects\n",
    );
    const findings = json.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Finding);
    expect(findings.filter(({ check }) => check === "rekognition:DescribeProjects")).toHaveLength(8);
    expect(findings.filter(({ outcome }) => outcome === "failed")).toEqual([
      {
        check: "rekognition:DescribeProjects",
        outcome: "failed",
        target: "111566667777 eu-west-1",
        message: expect.stringMatching(/^AWS denied rekognition:DescribeProjects \(/) as string,
        remedy:
          'have that action allowed for the role OrganizationAccountAccessRole in each account where it is denied ("rekognition-inventory doctor --policy" prints what)',
      },
    ]);
    expect(findings.map((finding) => Object.keys(finding).join())).toEqual(
      findings.map(() => "check,outcome,target,message,remedy"),
    );
  });

  // All at once: one of them waits.
  test("looks at everything else where something fails", async () => {
    const env = { ...KEYS, AWS_REGION: "us-east-1" };
    const nowhere = ["doctor", "--endpoint-url", "http://127.0.0.1:9"];
    const ahead = "data:text/javascript,const now = Date.now; Date.now = () => now() + 600000";
    const healthy = await commandFolder({});
    const [bare, unreachable, unlisted, skewed, full] = await Promise.all([
      callCommand(["doctor"], { cwd: temporaryFolder() }),
      callCommand(nowhere, { cwd: temporaryFolder(), env }),
      callCommand([...nowhere, "--organization"], { cwd: temporaryFolder(), env }),
      healthy.start(["doctor"], { env: { NODE_OPTIONS: `--import "${ahead}"` } }).finished,
      healthy.start(["doctor"], { fileLimit: 0 }).finished,
    ]);
    expect([bare, unreachable, unlisted, skewed, full].map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array.from({ length: 5 }, () => ({ code: 3, stderr: "" })),
    );
    expect(steady(bare.stdout)).toBe(
      [
        "versions",
        "FAIL region  no AWS region is set; give one with --region, such as",
        "       us-east-1, or set AWS_REGION",
        "?    network  not checked: without a region, there is no endpoint to ask",
        "?    clock  not checked: no endpoint answered with a date",
        "ok   disk  out can be written to, and has N GB free",
        "FAIL credentials  no AWS credentials were found; name a profile with",
        '       --profile, or make one with "aws configure"',
        "?    rekognition:DescribeProjects  not checked: no region is set",
        "",
      ].join("\n"),
    );
    const nobody = "nothing answers at HOST; check the endpoint and that its server is running";
    expect(unwrapped(steady(unreachable.stdout))).toEqual([
      "versions",
      "ok   region  Custom Labels is offered in us-east-1",
      `FAIL network  ${nobody}`,
      "?    clock  not checked: no endpoint answered with a date",
      "ok   disk  out can be written to, and has N GB free",
      `?    credentials  credentials were found, but it is not known whose they are: ${nobody}`,
      "?    rekognition:DescribeProjects  not checked: the endpoint does not answer",
    ]);
    expect(unwrapped(steady(unlisted.stdout)).slice(-2)).toEqual([
      `FAIL targets  ${nobody}`,
      "?    rekognition:DescribeProjects  not checked: the accounts are not known",
    ]);
    expect(unwrapped(steady(skewed.stdout))).toContainEqual(
      expect.stringMatching(
        /^FAIL clock {2}this machine's clock is (?:9 min 59|10 min \d) s ahead of that of HOST; set it, best by NTP: /,
      ),
    );
    expect(unwrapped(full.stdout)).toContain(
      "FAIL disk  cannot write out: the file would be larger than is allowed here; choose another folder with --out",
    );
  });

  test("is over at once at Ctrl-C", async () => {
    let interrupt: (() => void) | undefined;
    const { start } = await commandFolder({
      account: everythingOnce(),
      faults: ({ operation }) => {
        if (operation !== "DescribeDataset") {
          return undefined;
        }
        interrupt?.();
        return { type: "hang" };
      },
    });
    const { child, finished } = start(["doctor", "--depth", "datasets"]);
    interrupt = () => void child.kill("SIGINT");
    const { code, stdout, stderr } = await finished;
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: "rekognition-inventory: stopped; not everything was checked\n",
    });
    expect(stdout).toMatch(/\nok {3}credentials .*\n.*\n.*\n$/);
  });
});

describe("doctor --policy", () => {
  test("writes JSON and nothing else, and asks nobody", async () => {
    const { run, emulator } = await commandFolder();
    const { code, stdout, stderr } = await run(["doctor", "--policy", "--depth", "datasets"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["rekognition:DescribeProjects"], Resource: "*" },
        {
          Effect: "Allow",
          Action: ["rekognition:DescribeDataset", "rekognition:ListDatasetLabels"],
          Resource: "arn:aws:rekognition:*:*:project/*",
        },
      ],
    });
    expect(emulator.requests).toEqual([]);
  });

  test.each<[readonly string[], object]>([
    [
      ["read", "--depth", "policies", "--region", "us-gov-west-1"],
      { Action: ["rekognition:ListProjectPolicies"], Resource: "arn:aws-us-gov:rekognition:*:*:project/*" },
    ],
    [["read", "--region", "all"], { Action: ["rekognition:DescribeProjects"], Resource: "*" }],
    [["assume", "--role-name", "Reader"], { Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/Reader" }],
    [
      ["assume", "--role-name", "Reader", "--region", "cn-north-1", "--external-id", "id"],
      { Action: "sts:AssumeRole", Resource: "arn:aws-cn:iam::*:role/Reader" },
    ],
    [["assume", "--organization"], { Action: "organizations:ListAccounts", Resource: "*" }],
    [
      ["assume", "--organization"],
      { Action: "sts:AssumeRole", Resource: "arn:aws:iam::*:role/OrganizationAccountAccessRole" },
    ],
  ])("%j allows %j", async (args, statement) => {
    const { code, stdout, stderr } = await calledWith(["doctor", "--policy", ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { Statement } = JSON.parse(stdout) as { readonly Statement: readonly object[] };
    expect(Statement).toContainEqual({ Effect: "Allow", ...statement });
  });

  test("assume names the role in each account of a file, and says where they are too many for IAM", async () => {
    const file = join(temporaryFolder(), "accounts");
    const ids = Array.from({ length: 200 }, (_, at) => String(222_200_000_000 + at));
    writeFileSync(file, ids.slice(0, 2).join("\n"));
    const args = ["doctor", "--policy", "assume", "--role-name", "Reader", "--accounts", file];
    const few = await calledWith(args);
    expect({ code: few.code, stderr: few.stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(few.stdout)).toMatchObject({
      Statement: [{ Resource: ids.slice(0, 2).map((id) => `arn:aws:iam::${id}:role/Reader`) }],
    });
    writeFileSync(file, ids.join("\n"));
    const many = await calledWith(args);
    expect(JSON.parse(many.stdout)).toMatchObject({ Statement: [{ Action: "sts:AssumeRole" }] });
    expect(many.stderr).toMatch(/^rekognition-inventory: this policy has [\d,]+ characters, and IAM takes 6,144; /);
  });

  test("trust names the accounts of the profiles, and the external id", async () => {
    const emulator = await createEmulator();
    onTestFinished(() => emulator.close());
    awsEnvironment({}, { config: [profile("a", OWN), profile("b", "444455556666")].join("\n") });
    const args = ["--profile", "a,b", "--external-id", "id", "--endpoint-url", emulator.url];
    const { code, stdout, stderr } = await calledWith(["doctor", "--policy", "trust", ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: [`arn:aws:iam::${OWN}:root`, "arn:aws:iam::444455556666:root"] },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": "id" } },
        },
      ],
    });
    expect(emulator.requests.map(({ operation }) => operation)).toEqual(["GetCallerIdentity", "GetCallerIdentity"]);
  });

  test("trust without credentials, or of nobody knows whom, is a sentence", async () => {
    const emulator = await createEmulator({ denied: [{ operation: "GetCallerIdentity" }] });
    onTestFinished(() => emulator.close());
    awsEnvironment({}, { config: profile("a", OWN) });
    const args = ["doctor", "--policy", "trust", "--endpoint-url", emulator.url];
    expect(await calledWith(args)).toEqual({
      code: 3,
      stdout: "",
      stderr: expect.stringMatching(/^rekognition-inventory: no AWS credentials were found; .*\n$/) as string,
    });
    expect(await calledWith([...args, "--profile", "a"])).toEqual({
      code: 3,
      stdout: "",
      stderr: expect.stringMatching(
        /^rekognition-inventory: AWS did not say which account the credentials belong to.*\n$/,
      ) as string,
    });
  });
});

describe("a mistake on the command line of doctor", () => {
  test.each<[readonly string[], string]>([
    [["--out", ""], invalid("--out <folder>", "", NOT_EMPTY)],
    [["--out", "-"], "doctor checks the folder of the run, and --out - is no folder; give one with --out"],
    [
      ["--depth", "deep"],
      invalid(
        "--depth <list>",
        "deep",
        'It takes projects, datasets, versions, usage, policies, entries, all, and not "deep".',
      ),
    ],
    [
      ["--region", "here"],
      invalid("--region <name>", "here", 'It takes AWS regions such as eu-west-1, or all, and not "here".'),
    ],
    [["--policy", "write"], invalid("--policy [kind]", "write", 'It takes read, assume, trust, and not "write".')],
    [["--policy="], invalid("--policy [kind]", "", 'It takes read, assume, trust, and not "".')],
    [
      ["--policy", "assume"],
      "--policy assume is about a role; name it with --role-name, or give --organization for OrganizationAccountAccessRole",
    ],
    [
      ["--policy", "assume", "--accounts", "none.txt"],
      "--policy assume is about a role; name it with --role-name, or give --organization for OrganizationAccountAccessRole",
    ],
    [
      ["--policy", "assume", "--role-name", "arn:aws:iam::111122223333:role/a"],
      '"arn:aws:iam::111122223333:role/a" is no name of a role; give its name, not its ARN',
    ],
    [
      ["--policy", "assume", "--role-name", "a", "--accounts", "none.txt"],
      "the accounts cannot be read from none.txt: there is no such file",
    ],
    [
      ["--accounts", "a", "--organization"],
      "--accounts and --organization both say which accounts there are; give one of them",
    ],
    [["--accounts", "none.txt"], "the accounts cannot be read from none.txt: there is no such file"],
    [
      ["--role-name", "a"],
      "a role is assumed in accounts that are named, or in those of an organization; give --accounts or --organization too, or leave out --role-name and --external-id",
    ],
    [
      ["--request-timeout", "0"],
      invalid(
        "--request-timeout <seconds>",
        "0",
        'It must be a number of seconds above 0, and at most 2000000, not "0".',
      ),
    ],
    [["extra"], "too many arguments for 'doctor'. Expected 0 arguments but got 1."],
    [["--josn"], "unknown option '--josn'\n(Did you mean --json?)"],
  ])("%j is one sentence, and ends with 2", async (args, sentence) => {
    expect(await calledWith(["doctor", ...args])).toEqual({
      code: 2,
      stdout: "",
      stderr: `rekognition-inventory: ${sentence}\n`,
    });
  });
});

function invalid(option: string, value: string, why: string): string {
  return `option '${option}' argument '${value}' is invalid. ${why}`;
}

/** Its items, each in one line. */
function unwrapped(text: string): readonly string[] {
  return text.trimEnd().replaceAll(/\n +/g, " ").split("\n");
}
