import { CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { OrganizationsClient, paginateListAccounts } from "@aws-sdk/client-organizations";
import { DescribeProjectsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type EmulatorOptions, lifelikeOrganization } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { askBoto3 } from "./boto3/ask-boto3.js";
import { runAws } from "./cli/run-aws.js";
import { awsCli, boto3 } from "./client-found.js";
import { clientEnvironment, conformanceEmulator } from "./conformance-emulator.js";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

const management = "111122223333";
const member = "444455556666";
const day = Date.UTC(2026, 10, 20);
const hour = 3_600_000;

/** An organization of two accounts, with a model in service in each, and a clock that stands. */
const options: EmulatorOptions = {
  clock: () => day + 12 * hour,
  accounts: [management, member].map((accountId) => ({
    accountId,
    projects: [
      {
        name: "welds",
        createdAt: day,
        versions: [
          {
            name: "v1",
            createdAt: day,
            status: "RUNNING" as const,
            served: [
              { from: day + hour, until: day + 2 * hour, units: 1 },
              { from: day + 4 * hour, units: 3 },
            ],
          },
        ],
      },
    ],
  })),
  organization: {
    accounts: [
      { accountId: management, name: "management", email: "root@example.com" },
      { accountId: member, name: "members & friends", roles: [{ name: "Audit", externalId: "secret" }] },
      ...Array.from({ length: 22 }, (_, index) => ({
        accountId: String(500_000_000_000 + index),
        state: index === 0 ? ("SUSPENDED" as const) : ("ACTIVE" as const),
      })),
    ],
  },
  denied: [
    { role: "Audit", region: "eu-west-1", operation: "DescribeProjects" },
    { role: "Nobody", operation: "AssumeRole" },
  ],
};

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The answers that an inventory lives by, as plain values, by one of AWS's clients. */
interface Inventory {
  /** Account and ARN of who asks. */
  identity(keys: Keys): Promise<readonly string[]>;
  /** Ids and states, over all pages. */
  accounts(keys: Keys): Promise<readonly (readonly string[])[]>;
  /** Credentials, or the code of the refusal. */
  assume(keys: Keys, roleArn: string, externalId?: string): Promise<Keys | string>;
  /** Hours with units in service, the earliest first. */
  units(keys: Keys): Promise<readonly (readonly [hour: number, units: number])[]>;
  /** Names of projects, or the code of the refusal. */
  projects(keys: Keys, region: string): Promise<readonly string[] | string>;
}

const clients: readonly (readonly [title: string, make: (url: string) => Inventory, isThere: boolean])[] = [
  ["the AWS SDK for JavaScript", bySdk, true],
  ["the AWS CLI", byCommandLine, awsCli.version !== undefined],
  ["boto3", byBoto3, boto3.version !== undefined],
];

const root: Keys = { accessKeyId: management, secretAccessKey: "any" };
const auditArn = `arn:aws:iam::${member}:role/Audit`;

describe.each(clients)("%s", { timeout: 180_000 }, (_title, make, isThere) => {
  test.runIf(isThere)(
    "finds its way through an organization: accounts, a role in each, and what they may see",
    async () => {
      const client = make((await conformanceEmulator(options)).url);
      expect(await client.identity(root)).toEqual([management, `arn:aws:iam::${management}:user/${management}`]);
      const accounts = await client.accounts(root);
      expect(accounts).toHaveLength(24);
      expect(accounts.slice(0, 3)).toEqual([
        [management, "ACTIVE", "management"],
        [member, "ACTIVE", "members & friends"],
        ["500000000000", "SUSPENDED", "account-500000000000"],
      ]);
      const audit = await client.assume(root, auditArn, "secret");
      if (typeof audit === "string") {
        throw new Error(`the role was refused: ${audit}`);
      }
      expect(await client.identity(audit)).toEqual([member, `arn:aws:sts::${member}:assumed-role/Audit/inventory`]);
      expect(await client.projects(audit, "us-east-1")).toEqual(["welds"]);
      expect(await client.projects(audit, "eu-west-1")).toBe("AccessDeniedException");
      expect(await client.projects(root, "eu-west-1")).toEqual([]);
    },
  );

  test.runIf(isThere)("is refused roles that may not be assumed", async () => {
    const client = make((await conformanceEmulator(options)).url);
    const refusals = [
      client.assume(root, auditArn),
      client.assume(root, auditArn, "guess"),
      client.assume(root, `arn:aws:iam::${member}:role/Other`),
      client.assume(root, "arn:aws:iam::500000000000:role/Any"),
      client.assume(root, "arn:aws:iam::999999999999:role/Any"),
      client.assume(root, `arn:aws:iam::${management}:role/Nobody`),
    ];
    expect(await Promise.all(refusals)).toEqual(refusals.map(() => "AccessDenied"));
  });

  test.runIf(isThere)("reads from CloudWatch when a model was in service, and with how many units", async () => {
    const client = make((await conformanceEmulator(options)).url);
    expect(await client.units(root)).toEqual([
      [1, 1],
      [4, 3],
      [5, 3],
      [6, 3],
      [7, 3],
      [8, 3],
      [9, 3],
      [10, 3],
      [11, 3],
    ]);
  });
});

test("what lifelikeOrganization makes up can be walked from account to account", async () => {
  const emulator = await conformanceEmulator(
    lifelikeOrganization({ accounts: 4, regions: ["us-east-1", "eu-west-1"] }),
  );
  const client = bySdk(emulator.url);
  const seen: (readonly [string, string, number | string])[] = [];
  for (const [accountId = "", state = ""] of await client.accounts(root)) {
    const keys = await client.assume(root, `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`);
    for (const region of ["us-east-1", "eu-west-1"]) {
      const found = typeof keys === "string" ? keys : await client.projects(keys, region);
      seen.push([state, region, typeof found === "string" ? found : found.length]);
    }
  }
  expect(seen).toEqual([
    ["ACTIVE", "us-east-1", expect.any(Number)],
    ["ACTIVE", "eu-west-1", expect.any(Number)],
    ["ACTIVE", "us-east-1", expect.any(Number)],
    ["ACTIVE", "eu-west-1", expect.any(Number)],
    ["SUSPENDED", "us-east-1", "AccessDenied"],
    ["SUSPENDED", "eu-west-1", "AccessDenied"],
    ["ACTIVE", "us-east-1", expect.any(Number)],
    ["ACTIVE", "eu-west-1", "AccessDeniedException"],
  ]);
});

function bySdk(endpoint: string): Inventory {
  const settings = (credentials: Keys, region = "us-east-1") => ({ endpoint, region, credentials, maxAttempts: 1 });
  return {
    async identity(keys) {
      const { Account = "", Arn = "" } = await opened(new STSClient(settings(keys))).send(
        new GetCallerIdentityCommand(),
      );
      return [Account, Arn];
    },
    async accounts(keys) {
      const client = opened(new OrganizationsClient(settings(keys)));
      const found: string[][] = [];
      for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
        found.push(...Accounts.map(({ Id = "", State = "", Name = "" }) => [Id, State, Name]));
      }
      return found;
    },
    async assume(keys, RoleArn, ExternalId) {
      const input = { RoleArn, RoleSessionName: "inventory", ExternalId };
      try {
        const { Credentials } = await opened(new STSClient(settings(keys))).send(new AssumeRoleCommand(input));
        const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = Credentials ?? {};
        expect(Credentials?.Expiration).toBeInstanceOf(Date);
        return { accessKeyId, secretAccessKey, sessionToken: Credentials?.SessionToken ?? "" };
      } catch (error) {
        return refused(error);
      }
    },
    async units(keys) {
      const { MetricDataResults = [] } = await opened(new CloudWatchClient(settings(keys))).send(
        new GetMetricDataCommand({
          StartTime: new Date(day),
          EndTime: new Date(day + 24 * hour),
          ScanBy: "TimestampAscending",
          MetricDataQueries: [unitsQuery],
        }),
      );
      const [{ Timestamps = [], Values = [] } = {}] = MetricDataResults;
      return Timestamps.map((time, index) => [(time.valueOf() - day) / hour, Values[index] ?? 0]);
    },
    async projects(keys, region) {
      try {
        const client = opened(new RekognitionClient(settings(keys, region)));
        const { ProjectDescriptions = [] } = await client.send(new DescribeProjectsCommand({}));
        return ProjectDescriptions.map(({ ProjectArn = "" }) => ProjectArn.split("/")[1] ?? "");
      } catch (error) {
        return refused(error);
      }
    },
  };
}

const unitsQuery = {
  Id: "units",
  MetricStat: {
    Metric: {
      Namespace: "AWS/Rekognition",
      MetricName: "InServiceInferenceUnits",
      Dimensions: [
        { Name: "ProjectName", Value: "welds" },
        { Name: "VersionName", Value: "v1" },
      ],
    },
    Period: 3_600,
    Stat: "Average",
  },
};

function refused(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

function opened<Client extends { destroy(): void }>(client: Client): Client {
  onTestFinished(() => client.destroy());
  return client;
}

function byCommandLine(url: string): Inventory {
  const aws = async (keys: Keys, region: string, ...args: readonly string[]): Promise<Answer | string> => {
    const env = { ...clientEnvironment(keys), AWS_REGION: region, AWS_DEFAULT_REGION: region };
    const { code, stdout, stderr } = await runAws([...args, "--endpoint-url", url, "--output", "json"], env);
    const [, refusal] = /An error occurred \((\w+)\)/.exec(stderr) ?? [];
    if (code !== 0 && refusal === undefined) {
      throw new Error(`aws ${args.join(" ")} ended with ${code}: ${stderr}`);
    }
    return refusal ?? (JSON.parse(stdout) as Answer);
  };
  return fromAnswers({
    identity: (keys) => aws(keys, "us-east-1", "sts", "get-caller-identity"),
    accounts: (keys) => aws(keys, "us-east-1", "organizations", "list-accounts"),
    assume: (keys, roleArn, externalId) =>
      aws(
        keys,
        "us-east-1",
        "sts",
        "assume-role",
        "--role-arn",
        roleArn,
        "--role-session-name",
        "inventory",
        ...(externalId === undefined ? [] : ["--external-id", externalId]),
      ),
    units: (keys) =>
      aws(
        keys,
        "us-east-1",
        "cloudwatch",
        "get-metric-data",
        "--scan-by",
        "TimestampAscending",
        "--start-time",
        new Date(day).toISOString(),
        "--end-time",
        new Date(day + 24 * hour).toISOString(),
        "--metric-data-queries",
        JSON.stringify([unitsQuery]),
      ),
    projects: (keys, region) => aws(keys, region, "rekognition", "describe-projects"),
  });
}

function byBoto3(url: string): Inventory {
  const call = async (
    keys: Keys,
    region: string,
    service: string,
    whole: string,
    input: object,
  ): Promise<Answer | string> => {
    const env = { ...clientEnvironment(keys), AWS_REGION: region, AWS_DEFAULT_REGION: region };
    const { answer, refusal } = await askBoto3({ url, env, service, whole, input });
    return refusal?.[0] ?? (answer as Answer);
  };
  return fromAnswers({
    identity: (keys) => call(keys, "us-east-1", "sts", "GetCallerIdentity", {}),
    accounts: (keys) => call(keys, "us-east-1", "organizations", "ListAccounts", {}),
    assume: (keys, RoleArn, ExternalId) =>
      call(keys, "us-east-1", "sts", "AssumeRole", { RoleArn, RoleSessionName: "inventory", ExternalId }),
    units: (keys) =>
      call(keys, "us-east-1", "cloudwatch", "GetMetricData", {
        StartTime: new Date(day).toISOString(),
        EndTime: new Date(day + 24 * hour).toISOString(),
        ScanBy: "TimestampAscending",
        MetricDataQueries: [unitsQuery],
      }),
    projects: (keys, region) => call(keys, region, "rekognition", "DescribeProjects", {}),
  });
}

/** What a client of Python prints. */
interface Answer {
  readonly Account?: string;
  readonly Arn?: string;
  readonly Accounts?: readonly { readonly Id: string; readonly State?: string; readonly Name: string }[];
  readonly Credentials?: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
  };
  readonly MetricDataResults?: readonly {
    readonly Timestamps: readonly (string | number)[];
    readonly Values: readonly number[];
  }[];
  readonly ProjectDescriptions?: readonly { readonly ProjectArn: string }[];
}

function whole(answer: Answer | string): Answer {
  if (typeof answer === "string") {
    throw new Error(`it was refused: ${answer}`);
  }
  return answer;
}

function fromAnswers(client: {
  readonly [Name in keyof Inventory]: (...args: Parameters<Inventory[Name]>) => Promise<Answer | string>;
}): Inventory {
  return {
    async identity(keys) {
      const { Account = "", Arn = "" } = whole(await client.identity(keys));
      return [Account, Arn];
    },
    async accounts(keys) {
      const { Accounts = [] } = whole(await client.accounts(keys));
      // Clients from before September 2025 do not know of states.
      return Accounts.map(({ Id, State = "unknown", Name }) => [Id, State, Name]);
    },
    async assume(keys, roleArn, externalId) {
      const answer = await client.assume(keys, roleArn, externalId);
      if (typeof answer === "string") {
        return answer;
      }
      const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = answer.Credentials ?? {};
      return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    },
    async units(keys) {
      const { MetricDataResults = [] } = whole(await client.units(keys));
      const [{ Timestamps, Values } = { Timestamps: [], Values: [] }] = MetricDataResults;
      // The first version of the CLI prints the wire's seconds.
      const ms = Timestamps.map((time) => (typeof time === "number" ? time * 1_000 : Date.parse(time)));
      return ms.map((time, index) => [(time - day) / hour, Values[index] ?? 0]);
    },
    async projects(keys, region) {
      const answer = await client.projects(keys, region);
      return typeof answer === "string"
        ? answer
        : (answer.ProjectDescriptions ?? []).map(({ ProjectArn }) => ProjectArn.split("/")[1] ?? "");
    },
  };
}
