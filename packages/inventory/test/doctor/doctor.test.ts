import { writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type EmulatorOptions, lifelikeOrganization } from "@rekognition-rx/emulator";
import { limiterRegistry, tokenBucket } from "@rekognition-rx/operators";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Depth, DEPTHS } from "../../src/crawl/depth.js";
import { doctor } from "../../src/doctor/doctor.js";
import type { ExaminationOptions } from "../../src/doctor/examination.js";
import type { Finding } from "../../src/doctor/finding.js";
import { awsEnvironment } from "../support/aws-environment.js";
import { accountsIn, countOf, KEYS, OWN, profile, started } from "../support/discovery.js";
import { everythingOnce } from "../support/everything-once.js";
import { freePort } from "../support/free-port.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const HERE = `${OWN} us-east-1`;
const ACTIONS = [
  "rekognition:DescribeProjects",
  "rekognition:DescribeProjectVersions",
  "rekognition:ListProjectPolicies",
  "rekognition:DescribeDataset",
  "rekognition:ListDatasetLabels",
  "rekognition:ListDatasetEntries",
  "rekognition:ListTagsForResource",
  "cloudwatch:GetMetricData",
];

/** What it finds, in an environment with keys unless the test has made another. */
async function found(url: string, options: Partial<ExaminationOptions> = {}): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for await (const some of doctor({
    depth: DEPTHS,
    out: temporaryFolder(),
    signal: new AbortController().signal,
    retry: { maxAttempts: 2, random: () => 0 },
    limiters: limiterRegistry(() => tokenBucket({ ratePerSecond: 1_000, burst: 1_000 })),
    ...options,
    targets: { regions: ["us-east-1"], endpointUrl: url, ...options.targets },
  })) {
    findings.push(...some);
  }
  return findings;
}

async function foundIn(
  emulated: EmulatorOptions,
  options: Partial<ExaminationOptions> = {},
): Promise<readonly Finding[]> {
  awsEnvironment(KEYS);
  return await found((await started(emulated)).url, options);
}

function of(findings: readonly Finding[], check: string): readonly Finding[] {
  return findings.filter((finding) => finding.check === check);
}

/** What was found of permissions, by the last word of their action. */
function outcomes(findings: readonly Finding[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    findings
      .filter(({ check }) => ACTIONS.includes(check))
      .map(({ check, outcome, message }) => [check.split(":")[1] ?? "", outcome === "ok" ? outcome : message]),
  );
}

describe("a healthy account", () => {
  test("is asked for each permission of the depth once, for little, and all is well", async () => {
    awsEnvironment(KEYS);
    const emulator = await started({ account: everythingOnce() });
    const findings = await found(emulator.url);
    expect(findings.map(({ check }) => check)).toEqual([
      "versions",
      "region",
      "network",
      "clock",
      "disk",
      "credentials",
      ...ACTIONS,
    ]);
    expect(findings.filter(({ outcome, check }) => outcome !== "ok" && check !== "versions")).toEqual([]);
    expect(of(findings, "credentials")[0]?.message).toBe(
      `account ${OWN} of the partition aws, as arn:aws:iam::${OWN}:user/AKIDEXAMPLE`,
    );
    expect(of(findings, "network")[0]?.message).toMatch(/^127\.0\.0\.1:\d+ answers in [\d,]+ ms$/);
    expect(of(findings, "rekognition:DescribeProjects")).toEqual([
      { check: "rekognition:DescribeProjects", outcome: "ok", target: HERE, message: "allowed", remedy: null },
    ]);
    // The project before the one with a version has none; and the endpoint was asked without a signature.
    const once = ACTIONS.map((action) => [action.split(":")[1] ?? "", 1] as const);
    expect(Object.fromEntries(once.map(([operation]) => [operation, countOf(emulator, operation)]))).toEqual({
      ...Object.fromEntries(once),
      DescribeProjects: 2,
      DescribeProjectVersions: 2,
    });
    const sizes = emulator.requests.map(({ operation, input }) => [operation, input?.["MaxResults"]] as const);
    expect(Object.fromEntries(sizes)).toMatchObject({
      ListDatasetEntries: 1,
      ListDatasetLabels: 1,
      ListProjectPolicies: 1,
    });
  });

  test.each<[Depth, readonly string[]]>([
    ["projects", ["DescribeProjects"]],
    ["entries", ["DescribeProjects", "ListDatasetEntries"]],
    ["usage", ["DescribeProjects", "DescribeProjectVersions", "GetMetricData"]],
  ])("is asked for what %s needs, and nothing more", async (depth, operations) => {
    const found = outcomes(await foundIn({ account: everythingOnce() }, { depth: ["projects", depth] }));
    expect(Object.keys(found)).toEqual(operations);
  });
});

describe("a permission", () => {
  test.each(ACTIONS.slice(1))("%s that is denied has failed, with what to do, and no other", async (action) => {
    const [, operation = ""] = action.split(":");
    const findings = await foundIn({ account: everythingOnce(), denied: [{ operation }] });
    expect(findings.filter(({ outcome }) => outcome === "failed")).toEqual([
      {
        check: action,
        outcome: "failed",
        target: HERE,
        message: expect.stringMatching(new RegExp(`^AWS denied ${action} \\(User: .*\\)$`)) as string,
        remedy: expect.stringMatching(/^have that action allowed for these credentials/) as string,
      },
    ]);
    const unknown = findings
      .filter(({ outcome }) => outcome === "unknown")
      .map(({ check, message }) => [check, message]);
    const what = "not checked: without rekognition:DescribeProjectVersions there is nothing to ask about";
    expect(unknown).toEqual(
      operation === "DescribeProjectVersions" ? ACTIONS.slice(-2).map((check) => [check, what]) : [],
    );
  });

  test("that all others follow from leaves them unknown", async () => {
    const findings = await foundIn({ account: everythingOnce(), denied: [{ operation: "DescribeProjects" }] });
    const { DescribeProjects, ...others } = outcomes(findings);
    expect(DescribeProjects).toMatch(/^AWS denied/);
    expect(new Set(Object.values(others))).toEqual(
      new Set(["not checked: without rekognition:DescribeProjects there is nothing to ask about"]),
    );
  });

  test("is not asked about what is not there", async () => {
    expect(outcomes(await foundIn({}))).toEqual({
      DescribeProjects: "ok",
      DescribeProjectVersions: "not checked: there is no project to ask about",
      ListProjectPolicies: "not checked: there is no project to ask about",
      DescribeDataset: "not checked: there is no dataset to ask about",
      ListDatasetLabels: "not checked: there is no dataset to ask about",
      ListDatasetEntries: "not checked: there is no dataset to ask about",
      ListTagsForResource: "not checked: there is no version to ask about",
      GetMetricData: "not checked: there is no version to ask about",
    });
  });

  test.each([
    [20, "there is no version to ask about"],
    [21, "none of the first 20 projects has a version to ask about"],
  ])("is asked about a version of the first 20 of %d projects", async (length, reason) => {
    const projects = Array.from({ length }, (_, at) => ({ name: `project-${at}` }));
    const found = outcomes(await foundIn({ account: { projects } }, { depth: ["projects", "versions"] }));
    expect(found).toMatchObject({ DescribeProjectVersions: "ok", ListTagsForResource: `not checked: ${reason}` });
  });

  test("is not said to be without a dataset where not all projects were looked at", async () => {
    const account = { projects: Array.from({ length: 9 }, (_, at) => ({ name: `project-${at}` })) };
    const faults = [{ operation: "DescribeProjects", fault: { type: "short-page", size: 1 } }] as const;
    const found = outcomes(await foundIn({ account, faults }, { depth: ["projects", "entries"] }));
    expect(found["ListDatasetEntries"]).toBe("not checked: none of the first 5 projects has a dataset to ask about");
  });

  test("is allowed where what it is about is not ready, or is gone", async () => {
    const faults = [
      { operation: "ListDatasetLabels", fault: { type: "exception", name: "ResourceNotReadyException" } },
      { operation: "DescribeDataset", fault: { type: "exception", name: "ResourceNotFoundException" } },
    ] as const;
    const found = outcomes(await foundIn({ account: everythingOnce(), faults }, { depth: ["projects", "datasets"] }));
    expect(found).toEqual({ DescribeProjects: "ok", DescribeDataset: "ok", ListDatasetLabels: "ok" });
  });

  test("is asked about a dataset that can be listed, where there is one", async () => {
    awsEnvironment(KEYS);
    const emulator = await started({
      account: {
        projects: [
          { name: "first", datasets: [{ type: "TRAIN", status: "CREATE_FAILED" }] },
          { name: "second", datasets: [{ type: "TEST", status: "CREATE_COMPLETE" }] },
        ],
      },
    });
    await found(emulator.url, { depth: ["projects", "entries"] });
    const asked = emulator.requests.filter(({ operation }) => operation === "ListDatasetEntries");
    expect(asked.map(({ input }) => String(input?.["DatasetArn"]).split("/")[1])).toEqual(["second"]);
  });

  test("that is throttled is unknown, and one that the service fails at has failed", async () => {
    const faults = [
      { operation: "ListDatasetLabels", fault: { type: "throttle" } },
      { operation: "DescribeDataset", fault: { type: "exception", name: "InternalServerError" } },
    ] as const;
    const findings = await foundIn({ account: everythingOnce(), faults }, { depth: ["projects", "datasets"] });
    expect(of(findings, "rekognition:ListDatasetLabels")).toMatchObject([
      { outcome: "unknown", message: expect.stringMatching(/^AWS throttled ListDatasetLabels 2 times in /) as string },
    ]);
    expect(of(findings, "rekognition:DescribeDataset")).toMatchObject([
      { outcome: "failed", message: expect.stringMatching(/^DescribeDataset failed 2 times in /) as string },
    ]);
  });

  test("that was throttled once is allowed", async () => {
    const faults = [{ requests: 0, fault: { type: "throttle" } }] as const;
    const findings = await foundIn({ account: everythingOnce(), faults }, { depth: ["projects"] });
    expect(outcomes(findings)).toEqual({ DescribeProjects: "ok" });
  });

  test("is unknown where Custom Labels is not offered, and the region is a warning", async () => {
    const findings = await foundIn({}, { depth: ["projects"], targets: { regions: ["us-east-1", "eu-north-1"] } });
    expect(of(findings, "region")).toMatchObject([
      { outcome: "ok", message: "Custom Labels is offered in us-east-1" },
      { outcome: "warning", message: "Custom Labels is not offered in eu-north-1" },
    ]);
    expect(of(findings, "network")).toHaveLength(3);
    expect(of(findings, "rekognition:DescribeProjects").map(({ outcome, target }) => [outcome, target])).toEqual([
      ["ok", HERE],
      ["unknown", `${OWN} eu-north-1`],
    ]);
  });
});

describe("the clock", () => {
  test.each([
    [0, "ok"],
    [120_000, "warning"],
    [-600_000, "failed"],
  ])("that is %d ms ahead of the answer's is %s", async (off, outcome) => {
    const options = { depth: ["projects"] as const, now: () => Date.now() + off };
    expect(of(await foundIn({}, options), "clock")).toMatchObject([{ outcome, target: null }]);
  });
});

describe("the way to AWS", () => {
  test("that leads nowhere has failed, and nothing is asked by it", async () => {
    awsEnvironment({});
    const findings = await found(`http://127.0.0.1:${await freePort()}`);
    expect(of(findings, "network")).toMatchObject([
      { outcome: "failed", message: expect.stringMatching(/^nothing answers at 127\.0\.0\.1:\d+$/) as string },
    ]);
    expect(of(findings, "clock")).toMatchObject([{ outcome: "unknown" }]);
    expect(of(findings, "credentials")).toMatchObject([
      { outcome: "failed", message: "no AWS credentials were found", remedy: expect.any(String) as string },
    ]);
    expect(new Set(Object.values(outcomes(findings)))).toEqual(
      new Set(["not checked: there are no credentials for it"]),
    );
  });

  test.each<[string, RequestListener, RegExp]>([
    [
      "the login page of a network",
      (_, response) => response.setHeader("content-type", "text/html").end("<html>Hotel</html>"),
      /^DescribeProjects was answered by a proxy, the login page of a network or a wrong endpoint, and not by AWS /,
    ],
    [
      "a proxy that asks for a login",
      (_, response) => response.writeHead(407, { "content-type": "text/html" }).end("<html>Who are you?</html>"),
      /by a proxy that asks for a login, and not by AWS/,
    ],
  ])("that ends at %s has failed", async (_, answer, message) => {
    awsEnvironment(KEYS);
    const findings = await found(await serverOf(answer), { depth: ["projects"], retry: { maxAttempts: 1 } });
    expect(of(findings, "network")).toMatchObject([
      { outcome: "failed", message: expect.stringMatching(message) as string },
    ]);
    expect(outcomes(findings)).toEqual({ DescribeProjects: "not checked: the endpoint does not answer" });
  });

  test("is asked without credentials, and needs none", async () => {
    awsEnvironment({});
    const emulator = await started({});
    const findings = await found(emulator.url, { depth: ["projects"] });
    expect(of(findings, "network")).toMatchObject([{ outcome: "ok" }]);
    expect(of(findings, "clock")).toMatchObject([{ outcome: "ok" }]);
    expect(emulator.requests.map(({ errorType }) => errorType)).toEqual(["MissingAuthenticationTokenException"]);
  });
});

describe("credentials", () => {
  test("whose end is known are named with it", async () => {
    const end = new Date(Date.now() + 600_000).toISOString();
    awsEnvironment({ ...KEYS, AWS_SESSION_TOKEN: "token", AWS_CREDENTIAL_EXPIRATION: end });
    const findings = await found((await started({})).url, { depth: ["projects"] });
    expect(of(findings, "credentials")).toMatchObject([
      { outcome: "warning", message: expect.stringContaining(`, until ${end.slice(0, 19)}Z, which is in `) as string },
    ]);
  });

  test.each([
    ["have expired", { expiresAt: 0 }, /^the AWS credentials have expired$/],
    ["are wrong", { secretAccessKey: "another" }, /^AWS does not accept these credentials \(SignatureDoesNotMatch: /],
  ])("that %s have failed, and no permission is asked for", async (_, difference, message) => {
    const credentials = [{ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "a-secret-key", ...difference }];
    const findings = await foundIn({ credentials }, { depth: ["projects"] });
    expect(of(findings, "credentials")).toMatchObject([
      { outcome: "failed", message: expect.stringMatching(message) as string, remedy: expect.any(String) as string },
    ]);
    expect(outcomes(findings)).toEqual({ DescribeProjects: "not checked: there are no credentials for it" });
  });

  test("of which AWS does not say whose they are are unknown, and permissions are asked for all the same", async () => {
    const findings = await foundIn({ denied: [{ operation: "GetCallerIdentity" }] }, { depth: ["projects"] });
    expect(of(findings, "credentials")).toMatchObject([
      {
        outcome: "unknown",
        message: "credentials were found, but it is not known whose they are: AWS did not say",
      },
    ]);
    expect(of(findings, "rekognition:DescribeProjects")).toMatchObject([
      { outcome: "ok", target: "environment:us-east-1" },
    ]);
  });

  test("of several profiles are one finding each; one without credentials takes no other along", async () => {
    awsEnvironment({}, { config: profile("good", OWN) });
    const url = (await started({})).url;
    const targets = { profiles: ["good", "missing"] };
    const findings = await found(url, { depth: ["projects"], targets });
    expect(of(findings, "credentials").map(({ target, outcome }) => [target, outcome])).toEqual([
      ["good", "ok"],
      ["missing", "failed"],
    ]);
    expect(of(findings, "rekognition:DescribeProjects").map(({ target, outcome }) => [target, outcome])).toEqual([
      [HERE, "ok"],
      ["profile missing:us-east-1", "unknown"],
    ]);
  });
});

describe("a configuration", () => {
  test("that cannot be followed has failed, and nobody is asked", async () => {
    awsEnvironment({ ...KEYS, AWS_ENDPOINT_URL: "garbage" });
    const targets = { endpointUrl: undefined };
    const findings = await found("", { depth: ["projects"], targets });
    expect(of(findings, "configuration")).toMatchObject([
      { outcome: "failed", target: null, message: '"garbage" is no URL of an endpoint' },
    ]);
    expect(outcomes(findings)).toEqual({ DescribeProjects: "not checked: the AWS configuration cannot be followed" });
  });

  test("without a region has failed, and the credentials are looked at all the same", async () => {
    awsEnvironment(KEYS);
    const findings = await found((await started({})).url, { depth: ["projects"], targets: { regions: undefined } });
    expect(of(findings, "region")).toMatchObject([{ outcome: "failed", message: "no AWS region is set" }]);
    expect(of(findings, "network")).toMatchObject([{ outcome: "unknown" }]);
    expect(of(findings, "credentials")).toMatchObject([{ outcome: "ok" }]);
    expect(outcomes(findings)).toEqual({ DescribeProjects: "not checked: no region is set" });
  });
});

describe("accounts", () => {
  test("of an organization are counted, and each permission is reported for each of them", async () => {
    const { denied, ...organization } = lifelikeOrganization();
    const [, , account] = organization.organization.accounts;
    const findings = await foundIn(
      { ...organization, denied: [...denied, { operation: "AssumeRole", accountId: account?.accountId }] },
      { depth: ["projects"], targets: { organization: true, regions: ["us-east-1", "eu-west-1"] } },
    );
    expect(of(findings, "targets")).toMatchObject([
      { outcome: "failed", target: null, message: "5 accounts: 3 can be entered, 1 cannot be entered, 1 suspended" },
      { outcome: "ok", target: OWN },
      { outcome: "ok", target: "111233334444" },
      { outcome: "failed", target: "111344445555", remedy: expect.stringMatching(/^have its trust policy/) as string },
      { outcome: "ok", target: "111455556666", message: "suspended" },
      { outcome: "ok", target: "111566667777" },
    ]);
    const permissions = of(findings, "rekognition:DescribeProjects");
    expect(permissions.map(({ target, outcome }) => `${target} ${outcome}`)).toEqual([
      `${OWN} us-east-1 ok`,
      `${OWN} eu-west-1 ok`,
      "111233334444 us-east-1 ok",
      "111233334444 eu-west-1 ok",
      "111344445555 us-east-1 unknown",
      "111344445555 eu-west-1 unknown",
      "111566667777 us-east-1 ok",
      "111566667777 eu-west-1 failed",
    ]);
  });

  test("that may not be listed are not known", async () => {
    const findings = await foundIn(
      { ...lifelikeOrganization(), denied: [{ operation: "ListAccounts" }] },
      { depth: ["projects"], targets: { organization: true } },
    );
    expect(of(findings, "targets")).toMatchObject([
      { outcome: "failed", remedy: expect.stringMatching(/^have organizations:ListAccounts allowed, or /) as string },
    ]);
    expect(outcomes(findings)).toEqual({ DescribeProjects: "not checked: the accounts are not known" });
  });

  test("of a file need a role where they are not the caller's", async () => {
    const accountsFile = accountsIn("444455556666");
    const findings = await foundIn({}, { depth: ["projects"], targets: { accountsFile } });
    expect(of(findings, "targets")).toMatchObject([
      { outcome: "failed", remedy: "name the role to assume in it with `roleName`" },
    ]);
    const entered = await foundIn({}, { depth: ["projects"], targets: { accountsFile, roleName: "Reader" } });
    expect(of(entered, "targets")).toMatchObject([
      { outcome: "ok", target: null, message: "1 account: 1 can be entered" },
      { outcome: "ok", target: "444455556666" },
    ]);
  });

  test("in a file that is none are a mistake, before anything is found", async () => {
    const folder = temporaryFolder();
    const accountsFile = join(folder, "accounts");
    writeFileSync(accountsFile, "nobody\n");
    await expect(foundIn({}, { targets: { accountsFile } })).rejects.toThrow(/line 1: "nobody" is no account id/);
  });
});

test("ends with the reason of its signal, whatever it waits for", async () => {
  const stop = new AbortController();
  const reason = new Error("enough");
  awsEnvironment(KEYS);
  const emulator = await started({
    account: everythingOnce(),
    faults: ({ operation }) => {
      if (operation !== "DescribeDataset") {
        return undefined;
      }
      setImmediate(() => stop.abort(reason));
      return { type: "hang" };
    },
  });
  await expect(found(emulator.url, { signal: stop.signal })).rejects.toBe(reason);
});

async function serverOf(answer: RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
