import { DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import type { Emulator, JsonObject } from "@rekognition-rx/emulator";
import { call } from "../support/call.js";
import { imageLine } from "../support/manifest-lines.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";

async function control(
  emulator: Emulator,
  route: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly json: JsonObject }> {
  const [method = "GET", path = "/"] = route.split(" ");
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const init = { method, ...(body === undefined ? {} : { body: text }) };
  const response = await fetch(new URL(path, emulator.url), init);
  expect(response.headers.get("content-type")).toBe("application/json");
  return { status: response.status, json: (await response.json()) as JsonObject };
}

async function names(emulator: Emulator): Promise<unknown[]> {
  const page = await sdkClient(emulator.url).send(new DescribeProjectsCommand({}));
  return (page.ProjectDescriptions ?? []).map(({ ProjectArn }) => ProjectArn?.split("/")[1]);
}

const entries = [imageLine("s3://b/1", "x"), imageLine("s3://b/2")];
const rich = {
  accountId: "111122223333",
  region: "us-east-1",
  projects: [
    {
      name: "a",
      createdAt: 5,
      tags: { team: "x" },
      datasets: [{ type: "TRAIN" as const, createdAt: 6, updatedAt: 7, statusMessage: "m", entries, tags: { a: "b" } }],
      versions: [{ name: "v", createdAt: 8, status: "RUNNING" as const, maxInferenceUnits: 2, description: "d" }],
      policies: [{ name: "p", createdAt: 9, document: "{}", revisionId: "ab" }],
    },
    { name: "b", createdAt: 10, feature: "CONTENT_MODERATION" as const, autoUpdate: "ENABLED" as const },
  ],
};

describe("GET /_emulator/health", () => {
  test("answers without credentials, and is in no journal", async () => {
    const emulator = await start({ clock: () => 77 });
    const { status, json } = await control(emulator, "GET /_emulator/health");
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: "ok", now: 77 });
    expect(json["operations"]).toContain("CopyProjectVersion");
    expect(emulator.requests).toEqual([]);
  });
});

describe("GET /_emulator/state", () => {
  test("shows everything, with the number of entries or with the entries", async () => {
    const emulator = await start({ account: rich });
    const { json } = await control(emulator, "GET /_emulator/state");
    expect(json["accounts"]).toMatchObject([
      {
        accountId: "111122223333",
        region: "us-east-1",
        projects: [{ name: "a", tags: { team: "x" }, datasets: [{ entryCount: 2 }] }, { name: "b" }],
      },
    ]);
    const { json: whole } = await control(emulator, "GET /_emulator/state?entries=true");
    expect(JSON.stringify(whole)).toContain("s3://b/2");
  });

  test("can be sent back as a seed, to another emulator, which then shows the same", async () => {
    const first = await start({ account: rich, clock: () => 1_000 });
    const second = await start({ clock: () => 1_000 });
    const { json } = await control(first, "GET /_emulator/state?entries=true");
    expect(await control(second, "POST /_emulator/seed", json)).toEqual({ status: 200, json: { ok: true } });
    expect((await control(second, "GET /_emulator/state?entries=true")).json).toEqual(json);
    expect(second.state()).toEqual(first.state());
  });

  test("is up to the clock", async () => {
    const emulator = await start({ clock: () => 1_000, transitions: 100 });
    await call(emulator, "CreateProject", { ProjectName: "a" });
    const status = async (): Promise<unknown> =>
      /"status":"(\w+)"/.exec(JSON.stringify((await control(emulator, "GET /_emulator/state")).json))?.[1];
    expect(await status()).toBe("CREATING");
    await control(emulator, "POST /_emulator/clock", { advance: 100 });
    expect(await status()).toBe("CREATED");
  });
});

describe("GET /_emulator/requests", () => {
  test("is the journal", async () => {
    const emulator = await start({ faults: { requests: 1, fault: { type: "throttle" } } });
    await call(emulator, "DescribeProjects", { MaxResults: 3 });
    await call(emulator, "DescribeProjects", {});
    const { json } = await control(emulator, "GET /_emulator/requests");
    expect(json["requests"]).toMatchObject([
      { operation: "DescribeProjects", input: { MaxResults: 3 }, status: 200, region: "us-east-1" },
      { operation: "DescribeProjects", errorType: "ThrottlingException", fault: "throttle" },
    ]);
  });
});

test("a HEAD of an endpoint that is read is answered as its GET, for those who look whether a server is up", async () => {
  const emulator = await start();
  expect((await fetch(`${emulator.url}/_emulator/health`, { method: "HEAD" })).status).toBe(200);
  expect((await fetch(`${emulator.url}/_emulator/reset`, { method: "HEAD" })).status).toBe(405);
});

describe("POST /_emulator/clock", () => {
  test("sets, advances, stops and starts the clock", async () => {
    let base = 1_000;
    const emulator = await start({ clock: () => base });
    const clock = async (change: JsonObject): Promise<JsonObject> =>
      (await control(emulator, "POST /_emulator/clock", change)).json;
    expect(await clock({})).toEqual({ now: 1_000, stopped: false });
    expect(await clock({ set: "2026-01-01T00:00:00Z", advance: 5 })).toEqual({
      now: Date.UTC(2026, 0, 1) + 5,
      stopped: false,
    });
    expect(await clock({ set: 5_000, stopped: true })).toEqual({ now: 5_000, stopped: true });
    base += 10;
    expect(emulator.now()).toBe(5_000);
    expect(await clock({ stopped: false })).toEqual({ now: 5_000, stopped: false });
    base += 10;
    expect(emulator.now()).toBe(5_010);
  });

  test.each([
    [{ advance: -1 }, "advance is -1; it must be 0 or more"],
    [{ set: "noon" }, 'set is "noon"; it must be a number; or it'],
    [{ set: "2026-02-30T00:00:00Z" }, 'set is "2026-02-30T00:00:00Z"; it must be'],
    [{ set: 253_402_300_800_000 }, "up to 253402300799999 in the year 9999"],
    [{ forward: 1 }, "forward is not a known member; it must be one of set, advance, stopped"],
    [[], "the body must be a JSON object"],
  ])("refuses %j", async (change, message) => {
    const { status, json } = await control(await start(), "POST /_emulator/clock", change);
    expect(status).toBe(400);
    expect(json["error"]).toContain(message);
  });
});

describe("POST /_emulator/faults", () => {
  test("puts rules in the place of those that there were; none takes them away", async () => {
    const emulator = await start();
    await control(emulator, "POST /_emulator/faults", { fault: { type: "throttle" } });
    expect((await call(emulator, "DescribeProjects", {})).status).toBe(400);
    await control(emulator, "POST /_emulator/faults", [
      { fault: { type: "error", status: 503, code: "InternalServerError", message: "m" } },
    ]);
    expect((await call(emulator, "DescribeProjects", {})).status).toBe(503);
    const bad = await control(emulator, "POST /_emulator/faults", [{ fault: { type: "bang" } }]);
    expect(bad).toMatchObject({
      status: 400,
      json: { error: expect.stringContaining('fault.type is "bang"') as unknown },
    });
    expect((await call(emulator, "DescribeProjects", {})).status).toBe(503);
    await control(emulator, "POST /_emulator/faults");
    expect((await call(emulator, "DescribeProjects", {})).status).toBe(200);
  });
});

describe("POST /_emulator/seed", () => {
  test("puts other accounts in the place of all that there was, also of what was due", async () => {
    const emulator = await start({ account: rich, transitions: 100, clock: () => 1_000 });
    await call(emulator, "CreateProject", { ProjectName: "made" });
    const manifests = { "bucket/m": '{"source-ref":"s3://b/1"}' };
    const body = { accounts: [{ projects: [{ name: "other", createdAt: "2026-01-01T00:00:00Z" }] }], manifests };
    expect((await control(emulator, "POST /_emulator/seed", body)).status).toBe(200);
    expect(emulator.projects().arns()).toEqual([
      `arn:aws:rekognition:us-east-1:111122223333:project/other/${Date.UTC(2026, 0, 1)}`,
    ]);
    emulator.advance(1_000);
    const create = {
      ProjectArn: emulator.projects().arns()[0],
      DatasetType: "TRAIN",
      DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "m" } } },
    };
    expect((await call(emulator, "CreateDataset", create)).status).toBe(200);
  });

  test.each<readonly [unknown, string]>([
    [{}, "the seed: accounts is missing"],
    [{ accounts: [{ projects: [{ name: "a" }, { name: "a" }] }] }, 'two projects named "a"'],
    [
      { accounts: [{ projects: [{ name: "a b" }] }] },
      'accounts[0].projects[0].name is "a b"; it must be made of letters',
    ],
    [
      { accounts: [{ projects: [] }], denied: [{ operation: "DescribeProject" }] },
      'denied[0].operation is "DescribeProject"; it must be one of',
    ],
    [
      { accounts: [{ projects: [{ name: "a", datasets: [{ type: "TRAIN", manifest: "m" }] }] }] },
      "only a seed file may",
    ],
    ["{", "JSON"],
  ])("refuses %j, and leaves what was there", async (body, message) => {
    const emulator = await start({ account: rich });
    const before = emulator.state();
    const { status, json } = await control(emulator, "POST /_emulator/seed", body);
    expect(status).toBe(400);
    expect(json["error"]).toContain(message);
    expect({ ...emulator.state(), now: 0 }).toEqual({ ...before, now: 0 });
  });
});

describe("POST /_emulator/reset", () => {
  test("makes everything what it was at the start", async () => {
    const emulator = await start({
      account: rich,
      clock: () => 1_000,
      transitions: 100,
      faults: { operation: "DeleteProject", times: 1, fault: { type: "throttle" } },
    });
    const shelf = emulator.projects();
    const before = emulator.state();
    await call(emulator, "DeleteProject", { ProjectArn: "x" });
    await call(emulator, "CreateProject", { ProjectName: "made" });
    emulator.advance(50);
    shelf.remove("a");
    emulator.setFaults(() => ({ type: "hang" }));
    expect((await control(emulator, "POST /_emulator/reset")).status).toBe(200);
    expect(emulator.state()).toEqual(before);
    expect(shelf.arns()).toHaveLength(2);
    expect(emulator.requests).toEqual([]);
    expect(await names(emulator)).toEqual(["a"]);
    // A rule counts from the start again.
    expect((await call(emulator, "DeleteProject", { ProjectArn: "x" })).json["__type"]).toBe("ThrottlingException");
    emulator.advance(1_000);
    expect(shelf.arns()).toHaveLength(2);
  });
});

test.each([
  ["GET /_emulator/nothing", 404],
  ["GET /_emulator/reset", 405],
  ["POST /_emulator/health", 405],
])("%s is answered %d, with what there is", async (route, status) => {
  const answer = await control(await start(), route);
  expect(answer.status).toBe(status);
  expect(answer.json["error"]).toContain("GET /_emulator/health");
});
