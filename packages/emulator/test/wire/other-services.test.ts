import { describe, expect, test } from "vitest";
import type { Emulator, EmulatorOptions } from "@rekognition-rx/emulator";
import { authorization, post, type Reply } from "../support/post.js";
import { start } from "../support/start.js";

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 20, 12);
const role = "arn:aws:iam::444455556666:role/path/Audit";

interface Who {
  readonly accessKeyId?: string;
  readonly token?: string;
}

/** A request of the query protocol. */
function form(
  emulator: Emulator,
  service: string,
  fields: Readonly<Record<string, string>>,
  who: Who = {},
): Promise<Reply> {
  const { token, ...key } = who;
  return post(emulator.url, new URLSearchParams(fields).toString(), {
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      "x-amz-target": undefined,
      "x-amz-security-token": token,
      authorization: authorization({ service, ...key }),
    },
  });
}

function sts(emulator: Emulator, Action: string, fields: Readonly<Record<string, string>> = {}, who: Who = {}) {
  return form(emulator, "sts", { Action, Version: "2011-06-15", ...fields }, who);
}

/** A request of AWS JSON, of another service than Rekognition. */
function json(emulator: Emulator, target: string, service: string, input: unknown, version = "1.1"): Promise<Reply> {
  return post(emulator.url, input, {
    headers: {
      "content-type": `application/x-amz-json-${version}`,
      "x-amz-target": target,
      authorization: authorization({ service }),
    },
  });
}

async function assumed(emulator: Emulator, who: Who = {}, fields: Readonly<Record<string, string>> = {}): Promise<Who> {
  const { status, text } = await sts(emulator, "AssumeRole", { RoleArn: role, RoleSessionName: "me", ...fields }, who);
  expect(status, text).toBe(200);
  return { accessKeyId: tag(text, "AccessKeyId"), token: tag(text, "SessionToken") };
}

function tag(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? "";
}

function stopped(options: EmulatorOptions = {}): Promise<Emulator> {
  return start({ clock: () => now, ...options });
}

describe("the query protocol", () => {
  test("answers in XML, with the namespace of the service and the id of the request", async () => {
    const { status, headers, text } = await sts(await stopped(), "GetCallerIdentity");
    expect({ status, type: headers.get("content-type") }).toEqual({ status: 200, type: "text/xml" });
    expect(text).toMatch(
      /^<GetCallerIdentityResponse xmlns="https:\/\/sts\.amazonaws\.com\/doc\/2011-06-15\/"><GetCallerIdentityResult>/,
    );
    expect(tag(text, "RequestId")).toBe(headers.get("x-amzn-requestid"));
    expect(tag(text, "Arn")).toBe("arn:aws:iam::111122223333:user/AKIDEXAMPLE");
  });

  test.each<readonly [string, Readonly<Record<string, string>>, number, string]>([
    ["an operation that is not emulated", { Action: "GetSessionToken" }, 400, "InvalidAction"],
    ["no operation", { Action: "" }, 400, "InvalidAction"],
    ["a constraint that is broken", { Action: "AssumeRole", RoleArn: role }, 400, "ValidationError"],
    [
      "a number that is none",
      { Action: "AssumeRole", RoleArn: role, RoleSessionName: "me", DurationSeconds: "long" },
      400,
      "SerializationException",
    ],
    [
      "an ARN that is not one of a role",
      { Action: "AssumeRole", RoleArn: "arn:aws:iam::444455556666:user/someone", RoleSessionName: "me" },
      400,
      "ValidationError",
    ],
  ])("refuses %s in XML", async (_title, fields, status, code) => {
    const reply = await form(await stopped(), "sts", { Version: "2011-06-15", ...fields });
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(`<Error><Type>Sender</Type><Code>${code}</Code>`);
  });

  test("has the front door's own names for what it refuses, and escapes what it quotes", async () => {
    const emulator = await stopped({ faults: { operation: "GetCallerIdentity", script: [{ type: "throttle" }] } });
    const throttled = await sts(emulator, "GetCallerIdentity");
    expect([throttled.status, tag(throttled.text, "Code")]).toEqual([400, "Throttling"]);
    const scoped = await form(emulator, "rekognition", { Action: "GetCallerIdentity", Version: "2011-06-15" });
    expect([scoped.status, tag(scoped.text, "Code")]).toEqual([403, "SignatureDoesNotMatch"]);
    const quoted = await sts(emulator, "<a> & b");
    expect(quoted.text).toContain("&lt;a&gt; &amp; b is not emulated");
    expect(emulator.requests.map(({ operation, errorType }) => [operation, errorType])).toEqual([
      ["GetCallerIdentity", "Throttling"],
      ["GetCallerIdentity", "SignatureDoesNotMatch"],
      ["<a> & b", "InvalidAction"],
    ]);
  });

  test("is no harm in a form of very deep or very many names", async () => {
    const emulator = await stopped();
    const deep = await sts(emulator, "GetCallerIdentity", { ["a.".repeat(5_000)]: "b" });
    expect(deep.status).toBe(400);
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`A.member.${index}.__proto__.x`, "b"]),
    );
    expect((await sts(emulator, "GetCallerIdentity", many)).status).toBe(200);
  });
});

describe("a role that was assumed", () => {
  test("is another account, until its time is over by the emulator's clock", async () => {
    const emulator = await stopped();
    const audit = await assumed(emulator, {}, { DurationSeconds: "900" });
    const { text } = await sts(emulator, "GetCallerIdentity", {}, audit);
    expect(tag(text, "Arn")).toBe("arn:aws:sts::444455556666:assumed-role/Audit/me");
    expect(tag(text, "Account")).toBe("444455556666");
    emulator.advance(899_999);
    expect((await sts(emulator, "GetCallerIdentity", {}, audit)).status).toBe(200);
    emulator.advance(1);
    const expired = await sts(emulator, "GetCallerIdentity", {}, audit);
    expect([expired.status, tag(expired.text, "Code")]).toEqual([403, "ExpiredToken"]);
  });

  test("needs its session token", async () => {
    const emulator = await stopped();
    const { accessKeyId = "", token = "" } = await assumed(emulator);
    const { accessKeyId: otherId, token: otherToken = "" } = await assumed(emulator);
    expect(otherId).not.toBe(accessKeyId);
    for (const wrong of ["", `${token}0`, otherToken]) {
      const without = await sts(emulator, "GetCallerIdentity", {}, { accessKeyId, token: wrong });
      expect([without.status, tag(without.text, "Code")]).toEqual([403, "InvalidClientTokenId"]);
    }
  });

  test("is known to an emulator that was reset, or started again", async () => {
    const emulator = await stopped();
    const audit = await assumed(emulator);
    emulator.reset();
    for (const each of [emulator, await stopped()]) {
      expect(tag((await sts(each, "GetCallerIdentity", {}, audit)).text, "Account")).toBe("444455556666");
    }
  });

  test("asks for an hour at most, if a role assumes it", async () => {
    const emulator = await stopped();
    const audit = await assumed(emulator, {}, { DurationSeconds: "43200" });
    await assumed(emulator, audit, { DurationSeconds: "3600" });
    const chained = { RoleArn: role, RoleSessionName: "me", DurationSeconds: "3601" };
    const { text } = await sts(emulator, "AssumeRole", chained, audit);
    expect(tag(text, "Message")).toContain("role chaining");
  });
});

function list(emulator: Emulator, input: unknown = {}): Promise<Reply> {
  return json(emulator, "AWSOrganizationsV20161128.ListAccounts", "organizations", input);
}

function ask(emulator: Emulator, input: object): Promise<Reply> {
  return json(emulator, "GraniteServiceVersion20100801.GetMetricData", "monitoring", input, "1.0");
}

describe("ListAccounts", () => {
  const accounts = ["111122223333", "444455556666", "777788889999"].map((accountId) => ({ accountId }));

  test("pages, and refuses a token of another making by the name of Organizations", async () => {
    const emulator = await stopped({ organization: { accounts } });
    const first = await list(emulator, { MaxResults: 2 });
    const rest = await list(emulator, { MaxResults: 2, NextToken: first.json["NextToken"] });
    const ids = [first, rest].map((page) => (page.json["Accounts"] as readonly { Id: string }[]).map(({ Id }) => Id));
    expect(ids).toEqual([["111122223333", "444455556666"], ["777788889999"]]);
    expect(first.json["Accounts"]).toMatchObject([
      { State: "ACTIVE", JoinedTimestamp: Date.UTC(2025, 0, 1) / 1_000 },
      {},
    ]);
    expect((await list(emulator, { NextToken: "x" })).json).toEqual({
      __type: "InvalidInputException",
      message: "Invalid Pagination Token",
    });
    expect((await list(emulator, { MaxResults: 21 })).json["__type"]).toBe("ValidationException");
  });

  test("is for the management account of an organization", async () => {
    expect((await list(await stopped())).json["__type"]).toBe("AWSOrganizationsNotInUseException");
    const member = await stopped({ organization: { managementAccountId: "444455556666", accounts } });
    expect((await list(member)).json["__type"]).toBe("AccessDeniedException");
  });

  test.each([
    [{ accounts: [] }, 'the management account "" is not an account of the organization'],
    [{ accounts: [{ accountId: "12" }] }, '"12" is not an account id'],
    [
      { accounts: [accounts[0] ?? { accountId: "" }, accounts[0] ?? { accountId: "" }] },
      "the account 111122223333 twice",
    ],
  ])("there is no organization %j", async (organization, message) => {
    await expect(start({ organization })).rejects.toThrow(message);
  });

  test("the state of an organization and of what is denied can be seeded again", async () => {
    const organization = {
      accounts: [{ ...accounts[0], accountId: "111122223333", joinedAt: 5, roles: [{ name: "r" }] }],
    };
    const emulator = await stopped({ organization, denied: [{ operation: "DescribeProjects", region: "eu-west-1" }] });
    const before = emulator.state();
    const body = JSON.stringify(before);
    const seeded = await fetch(`${emulator.url}/_emulator/seed`, { method: "POST", body });
    expect(await seeded.json()).toEqual({ ok: true });
    expect(emulator.state()).toEqual(before);
    expect(JSON.stringify(before)).toContain('"roles":[{"name":"r"}]');
    expect(JSON.stringify(before)).toContain('"region":"eu-west-1"');
  });
});

describe("GetMetricData", () => {
  const dimensions = { ProjectName: "p", VersionName: "v" };
  const account = {
    projects: [{ name: "p", createdAt: now - 9 * hour, versions: [{ name: "v", createdAt: now - 8 * hour }] }],
  };
  const from = (now - 4 * hour) / 1_000;

  function query(change: object = {}, dimensionsOf: Readonly<Record<string, string>> = dimensions): object {
    const Dimensions = Object.entries(dimensionsOf).map(([Name, Value]) => ({ Name, Value }));
    const Metric = { Namespace: "AWS/Rekognition", MetricName: "InServiceInferenceUnits", Dimensions };
    return { Id: "u", MetricStat: { Metric, Period: 3_600, Stat: "Average" }, ...change };
  }

  const window = { StartTime: from, EndTime: from + 6 * 3_600 };

  async function results(emulator: Emulator, input: object): Promise<readonly Record<string, unknown>[]> {
    const { status, json: answer, text } = await ask(emulator, { ...window, ...input });
    expect(status, text).toBe(200);
    return answer["MetricDataResults"] as readonly Record<string, unknown>[];
  }

  test.each([
    [60, 15 * 1_440],
    [300, 63 * 288],
    [3_600, 455 * 24],
  ])("keeps values of %d s for as long as CloudWatch does, and has none of the future", async (Period, kept) => {
    const createdAt = now - 500 * 24 * hour;
    const running = { name: "v", createdAt, status: "RUNNING" as const };
    const emulator = await start({
      clock: () => now,
      account: { projects: [{ name: "p", createdAt, versions: [running] }] },
    });
    const { MetricStat } = query() as { readonly MetricStat: object };
    const all = query({ MetricStat: { ...MetricStat, Period } });
    const far = { StartTime: 0, EndTime: 253_402_300_799, MetricDataQueries: [all] };
    const [series] = await results(emulator, far);
    const values = series?.["Values"] as readonly number[] | undefined;
    expect(Math.abs((values ?? []).length - kept)).toBeLessThanOrEqual(1);
  });

  test("follows a model as it is started and stopped, the latest hour first", async () => {
    const emulator = await start({ clock: () => now - 3 * hour, transitions: 0, account });
    const ProjectVersionArn = `arn:aws:rekognition:us-east-1:111122223333:project/p/version/v/${now - 8 * hour}`;
    const rekognition = (operation: string, input: object): Promise<Reply> =>
      post(emulator.url, input, { headers: { "x-amz-target": `RekognitionService.${operation}` } });
    await rekognition("StartProjectVersion", { ProjectVersionArn, MinInferenceUnits: 2 });
    await rekognition("DescribeProjects", {});
    emulator.advance(1.5 * hour);
    await rekognition("StopProjectVersion", { ProjectVersionArn });
    emulator.advance(2 * hour);
    expect(await results(emulator, { MetricDataQueries: [query()] })).toEqual([
      {
        Id: "u",
        Label: "InServiceInferenceUnits",
        Timestamps: [from + 2 * 3_600, from + 3_600],
        Values: [2, 2],
        StatusCode: "Complete",
      },
    ]);
  });

  test("has no values for any other metric, model or part of the dimensions", async () => {
    const served = [{ from: now - 3 * hour, units: 1 }];
    const [project] = account.projects;
    const versions = [{ name: "v", status: "RUNNING" as const, served }];
    const emulator = await stopped({ account: { projects: [{ name: project?.name ?? "", versions }] } });
    const queries = [
      query(),
      query({}, { ...dimensions, VersionName: "w" }),
      query({}, { ProjectName: "p" }),
      query({ ReturnData: false }),
      { Id: "x", MetricStat: { Metric: { Namespace: "AWS/EC2", MetricName: "m" }, Period: 60, Stat: "Sum" } },
    ];
    const found = await results(emulator, { MetricDataQueries: queries });
    expect(found.map(({ Values }) => (Values as readonly number[]).length)).toEqual([3, 0, 0, 0]);
  });

  test("pages by MaxDatapoints, over several queries", async () => {
    const versions = [{ name: "v", status: "RUNNING" as const, served: [{ from: now - 3 * hour, units: 1 }] }];
    const emulator = await stopped({ account: { projects: [{ name: "p", versions }] } });
    const input = { ...window, MetricDataQueries: [query({ Id: "a" }), query({ Id: "b" })], MaxDatapoints: 4 };
    const seen: unknown[] = [];
    let NextToken: unknown;
    do {
      const { json: answer } = await ask(emulator, { ...input, NextToken });
      for (const { Id, Values } of answer["MetricDataResults"] as readonly {
        Id: string;
        Values: readonly number[];
      }[]) {
        seen.push(...Values.map(() => Id));
      }
      seen.push("|");
      ({ NextToken } = answer);
    } while (NextToken !== undefined);
    expect(seen.join("")).toBe("aaab|bb|");
  });

  test("takes a form too, as clients of a stable distribution send it", async () => {
    const versions = [{ name: "v", status: "RUNNING" as const, served: [{ from: now - 3 * hour, units: 2 }] }];
    const emulator = await stopped({ account: { projects: [{ name: "p", versions }] } });
    const metric = "MetricDataQueries.member.1.MetricStat";
    const { status, text } = await form(emulator, "monitoring", {
      Action: "GetMetricData",
      Version: "2010-08-01",
      StartTime: new Date(from * 1_000).toISOString(),
      EndTime: new Date(now).toISOString(),
      "MetricDataQueries.member.1.Id": "u",
      "MetricDataQueries.member.1.ReturnData": "true",
      [`${metric}.Metric.Namespace`]: "AWS/Rekognition",
      [`${metric}.Metric.MetricName`]: "InServiceInferenceUnits",
      [`${metric}.Metric.Dimensions.member.1.Name`]: "ProjectName",
      [`${metric}.Metric.Dimensions.member.1.Value`]: "p",
      [`${metric}.Metric.Dimensions.member.2.Name`]: "VersionName",
      [`${metric}.Metric.Dimensions.member.2.Value`]: "v",
      [`${metric}.Period`]: "3600",
      [`${metric}.Stat`]: "Average",
    });
    expect(status, text).toBe(200);
    const member = "<member>2026-11-20T11:00:00.000Z</member>";
    expect(text).toContain(`<Timestamps>${member}`);
    expect(text).toContain("<Values><member>2</member><member>2</member><member>2</member></Values>");
  });

  test.each<readonly [string, object]>([
    ["a start that is not before the end", { StartTime: from, EndTime: from, MetricDataQueries: [query()] }],
    ["an expression", { ...window, MetricDataQueries: [{ Id: "e", Expression: "SEARCH('x', 'Sum')" }] }],
    [
      "a period that is no whole number of minutes",
      { ...window, MetricDataQueries: [{ Id: "p", MetricStat: { Metric: {}, Period: 90, Stat: "Sum" } }] },
    ],
  ])("refuses %s, with the code of the query protocol in a header", async (_title, input) => {
    const { status, json: answer, headers } = await ask(await stopped({ account }), input);
    expect([status, answer["__type"]]).toEqual([400, "ValidationException"]);
    expect(headers.get("x-amzn-query-error")).toBe("ValidationError;Sender");
  });
});

test("what is denied is refused to whom it is denied, and to nobody else", async () => {
  const emulator = await stopped({
    denied: [
      { operation: ["DescribeProjects", "ListAccounts"], role: "Audit" },
      { accountId: "777788889999", region: "eu-west-1" },
    ],
  });
  const asks = async (who: Who, region = "us-east-1", operation = "DescribeProjects"): Promise<unknown> => {
    const { accessKeyId = "AKIDEXAMPLE", token } = who;
    const { status, json: answer } = await post(
      emulator.url,
      {},
      {
        headers: {
          "x-amz-target": `RekognitionService.${operation}`,
          "x-amz-security-token": token,
          authorization: authorization({ accessKeyId, region }),
        },
      },
    );
    return status === 200 ? "OK" : answer["__type"];
  };
  const audit = await assumed(emulator);
  const outcomes = [
    await asks(audit),
    await asks({}),
    await asks(audit, "us-east-1", "DescribeDataset"),
    await asks({ accessKeyId: "777788889999" }, "eu-west-1"),
    await asks({ accessKeyId: "777788889999" }, "us-east-1"),
  ];
  expect(outcomes).toEqual(["AccessDeniedException", "OK", "ValidationException", "AccessDeniedException", "OK"]);
});
