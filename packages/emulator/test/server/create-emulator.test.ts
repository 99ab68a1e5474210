import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { DescribeProjectsCommand } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import { createEmulator, lifelikeAccount } from "@rekognition-rx/emulator";
import { authorization, post } from "../support/post.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";
import { walk } from "../support/walk.js";

describe("createEmulator", () => {
  test("accepts connections on a free port when it resolves", async () => {
    const emulator = await start();
    expect(emulator.url).toBe(`http://127.0.0.1:${emulator.port}`);
    expect((await post(emulator.url, {})).status).toBe(200);
  });

  test("takes the port and the host that it is given, and says when the port is taken", async () => {
    const { port } = await start();
    await expect(createEmulator({ port })).rejects.toMatchObject({ code: "EADDRINUSE" });
    const anywhere = await start({ host: "0.0.0.0" });
    expect(anywhere.url).toBe(`http://127.0.0.1:${anywhere.port}`);
    expect((await post(anywhere.url, {})).status).toBe(200);
  });

  test("keeps accounts and regions apart, and takes them from the signature", async () => {
    const emulator = await start({
      account: { projects: [{ name: "home" }] },
      accounts: [
        { region: "eu-west-1", projects: [{ name: "ireland" }] },
        { accountId: "444455556666", region: "cn-north-1", projects: [{ name: "beijing" }] },
      ],
      accessKeys: { AKIDOTHER: "444455556666" },
    });
    const seen = async (region: string, accessKeyId: string): Promise<string[]> =>
      (await walk(sdkClient(emulator.url, { region, accessKeyId }), {})).flat().map((arn) => arn.replace(/\/\d+$/, ""));
    expect(await seen("us-east-1", "ANY")).toEqual(["arn:aws:rekognition:us-east-1:111122223333:project/home"]);
    expect(await seen("eu-west-1", "ANY")).toEqual(["arn:aws:rekognition:eu-west-1:111122223333:project/ireland"]);
    expect(await seen("cn-north-1", "AKIDOTHER")).toEqual([
      "arn:aws-cn:rekognition:cn-north-1:444455556666:project/beijing",
    ]);
    expect(await seen("us-east-1", "AKIDOTHER")).toEqual([]);
  });

  test.each([
    ["an account id", { account: { accountId: "12", projects: [] } }, /"12" is not an account id/],
    ["the account of a key", { accessKeys: { AKID: "x" } }, /"x" is not an account id/],
    ["a region", { account: { region: "US East", projects: [] } }, /"US East" is not a region/],
    ["a name twice", { account: { projects: [{ name: "a" }, { name: "a" }] } }, /two projects named "a" in us-east-1/],
    ["a latency", { latency: -1 }, /latency is -1/],
    ["a journal without room", { journalLimit: 0 }, /journalLimit is 0/],
    ["a limit for bodies", { bodyLimit: 1.5 }, /bodyLimit is 1.5/],
    ["a port", { port: 70_000 }, /port/i],
  ])("refuses %s that cannot be", async (_title, options, message) => {
    await expect(createEmulator(options)).rejects.toThrow(message);
  });

  test.each<[object, string]>([
    [{ acount: { projects: [] } }, "createEmulator: acount is not a known member; it must be one of "],
    [{ account: { projects: [], regoin: "eu-west-1" } }, "the seed of an account: regoin is not"],
    // Without this, it would deny everything.
    [{ denied: [{ operatoin: "DeleteProject" }] }, "denied[0]: operatoin is not"],
    [{ throttle: { ratePerSecond: 1, burst: 1, brust: 2 } }, "throttle: brust is not"],
    [{ organization: { accounts: [], name: "o" } }, "the organization: name is not"],
    [
      { organization: { accounts: [{ accountId: "111122223333", title: "a" }] } },
      "the account 111122223333 of the organization: title is not",
    ],
    [
      { organization: { accounts: [{ accountId: "111122223333", roles: [{ nmae: "a" }] }] } },
      "a role of the account 111122223333: nmae is not",
    ],
    [[], "createEmulator: it must be an object"],
  ])("refuses a misspelt member: %j", async (options, message) => {
    await expect(createEmulator(options)).rejects.toThrow(message);
  });

  test("takes its own state as a seed", async () => {
    const emulator = await start({ account: { projects: [{ name: "a" }] } });
    const state: object = emulator.state();
    const another = await start(state);
    expect(another.projects().size).toBe(1);
    emulator.seed(state);
    expect(emulator.projects().size).toBe(1);
  });

  test("refuses a misspelt member of a seed, and keeps what it holds", async () => {
    const emulator = await start({ account: { projects: [{ name: "a" }] } });
    const seed: object = { account: { projects: [{ name: "b" }] } };
    expect(() => emulator.seed(seed)).toThrow(
      "the seed: account is not a known member; it must be one of accounts, organization, denied, manifests, credentials, now",
    );
    expect(emulator.projects().size).toBe(1);
  });

  test("answers 20 000 projects from the end as from the start", async () => {
    const emulator = await start({ account: lifelikeAccount({ projects: 20_000 }) });
    expect(emulator.projects().size).toBe(20_000);
    const seen = new Set<string>();
    let NextToken: unknown;
    do {
      const { json } = await post(emulator.url, { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"], NextToken });
      for (const { ProjectArn } of json["ProjectDescriptions"] as { ProjectArn: string }[]) {
        seen.add(ProjectArn);
      }
      NextToken = json["NextToken"];
    } while (NextToken !== undefined);
    expect(emulator.requests).toHaveLength(200);
    expect(seen.size).toBe(20_000);
  });

  test("delays every answer by its latency, also a new one", async () => {
    const emulator = await start({ latency: 60_000 });
    const waiting = post(emulator.url, {});
    waiting.catch(() => undefined);
    await until(() => emulator.requests[0]?.input !== undefined);
    emulator.setLatency(0);
    expect((await post(emulator.url, {})).status).toBe(200);
    expect(emulator.requests[0]?.status).toBeUndefined();
    await emulator.close();
    await expect(waiting).rejects.toThrow("fetch failed");
    expect(() => emulator.setLatency(Number.NaN)).toThrow(RangeError);
  });
});

describe("projects", () => {
  test("change the next answer", async () => {
    const emulator = await start({ account: { projects: [{ name: "a" }] }, clock: () => 1_800_000_000_123 });
    const shelf = emulator.projects();
    expect(shelf.put({ name: "new" })).toBe("arn:aws:rekognition:us-east-1:111122223333:project/new/1800000000123");
    expect(shelf.put({ name: "a", createdAt: 5, status: "DELETING" })).toMatch(/project\/a\/5$/);
    const { json } = await post(emulator.url, {});
    expect(json["ProjectDescriptions"]).toMatchObject([{ Status: "DELETING" }, { CreationTimestamp: 1800000000.123 }]);
    expect(shelf.remove("a")).toBe(true);
    expect(shelf.remove("a")).toBe(false);
    expect(shelf.remove("arn:aws:rekognition:us-east-1:111122223333:project/new/1")).toBe(false);
    expect(shelf.remove("arn:aws:rekognition:us-east-1:111122223333:project/new/1800000000123")).toBe(true);
    expect(shelf.size).toBe(0);
    expect((await post(emulator.url, {})).json).toEqual({ ProjectDescriptions: [] });
  });

  test("are those of one account and region", async () => {
    const emulator = await start({ accessKeys: { AKIDOTHER: "444455556666" } });
    emulator.projects({ accountId: "444455556666", region: "eu-west-1" }).put({ name: "there" });
    expect(emulator.projects().size).toBe(0);
    const client = sdkClient(emulator.url, { region: "eu-west-1", accessKeyId: "AKIDOTHER" });
    expect((await client.send(new DescribeProjectsCommand({}))).ProjectDescriptions).toHaveLength(1);
  });

  test("that could not be are refused, and leave what was there", async () => {
    const emulator = await start({ account: { projects: [{ name: "a" }] } });
    const before = emulator.projects().arns();
    expect(() => emulator.projects().put({ name: "a", createdAt: new Date(Number.NaN) })).toThrow(TypeError);
    expect(emulator.projects().arns()).toEqual(before);
  });
});

describe("connections", () => {
  test("are kept alive from request to request", async () => {
    const emulator = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let index = 0; index < 5; index += 1) {
      const sent = request(emulator.url, {
        agent,
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "RekognitionService.DescribeProjects",
          authorization: authorization(),
        },
      });
      sent.end("{}");
      const [response] = (await once(sent, "response")) as [IncomingMessage];
      ports.add(response.socket.localPort);
      response.resume();
      await once(response, "end");
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  test("do not keep close waiting: idle, in the middle of a request, or without an answer", async () => {
    const emulator = await createEmulator({ faults: () => ({ type: "hang" }) });
    const idle = connect(emulator.port, "127.0.0.1");
    const halfway = connect(emulator.port, "127.0.0.1");
    for (const socket of [idle, halfway]) {
      socket.on("error", () => undefined);
    }
    await Promise.all([once(idle, "connect"), once(halfway, "connect")]);
    halfway.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
    const hanging = post(emulator.url, {});
    hanging.catch(() => undefined);
    await until(() => emulator.requests.length === 2);
    await Promise.all([emulator.close(), emulator.close()]);
    await expect(hanging).rejects.toThrow("fetch failed");
    await emulator[Symbol.asyncDispose]();
    expect(emulator.requests).toHaveLength(2);
    await expect(post(emulator.url, {})).rejects.toThrow("fetch failed");
  });

  test("that break in the middle of a request leave the emulator well", async () => {
    const emulator = await start();
    const socket = connect(emulator.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
    await until(() => emulator.requests.length === 1);
    socket.resetAndDestroy();
    expect((await post(emulator.url, {})).status).toBe(200);
    expect(emulator.requests.map(({ status }) => status)).toEqual([undefined, 200]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
