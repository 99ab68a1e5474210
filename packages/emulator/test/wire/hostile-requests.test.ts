import { once } from "node:events";
import { connect } from "node:net";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Emulator } from "@rekognition-rx/emulator";
import { operations } from "../../src/operations/operations.js";
import { call } from "../support/call.js";
import { authorization, post } from "../support/post.js";
import { stage } from "../support/stage.js";
import { start } from "../support/start.js";

/** What is wrong in every test here must leave this as it is. */
async function expectUnharmed(emulator: Emulator): Promise<void> {
  expect((await call(emulator, "DescribeProjects", {})).status).toBe(200);
  for (const path of ["health", "state", "requests"]) {
    expect((await fetch(`${emulator.url}/_emulator/${path}`)).status).toBe(200);
  }
}

/** Sends bytes as they are, and returns what comes back until the connection ends. */
async function sendRaw(emulator: Emulator, bytes: string): Promise<string> {
  const socket = connect(emulator.port, "127.0.0.1");
  let answer = "";
  socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
  socket.on("error", () => undefined);
  const closed = once(socket, "close");
  socket.write(bytes);
  await closed;
  return answer;
}

const arn = "arn:aws:rekognition:us-east-1:111122223333:project/nobody";

const answered = { status: 200, code: "undefined", message: "undefined" };
const refused = { status: 400, code: "string", message: "string" };

describe("a body", () => {
  test.each([
    ["of a list in a list in a list", `${"[".repeat(2_000_000)}${"]".repeat(2_000_000)}`],
    ["with an unknown member that is nested without end", `{"x":${"[".repeat(200_000)}${"]".repeat(200_000)}}`],
    ["with a member that is nested without end", `{"NextToken":${'{"a":'.repeat(200_000)}1${"}".repeat(200_001)}`],
  ])("%s is refused, and the journal can still be read", async (_title, body) => {
    const emulator = await start();
    expect((await post(emulator.url, body)).json["__type"]).toBe("SerializationException");
    await expectUnharmed(emulator);
  });

  test("that is nested a thousand levels deep is taken", async () => {
    const emulator = await start();
    const body = `{"x":${"[".repeat(998)}${"]".repeat(998)}}`;
    expect((await post(emulator.url, body)).status).toBe(200);
    expect((await post(emulator.url, body.replace("[]", "[[[]]]"))).json["__type"]).toBe("SerializationException");
    await expectUnharmed(emulator);
  });

  test("with a text that a pattern would take hours for is refused at once", async () => {
    const emulator = await start();
    const SourceRefContains = `${"a".repeat(4_000_000)}\n`;
    const input = { DatasetArn: `${arn}/dataset/train/1700000000000`, SourceRefContains };
    const { json } = await call(emulator, "ListDatasetEntries", input);
    expect(String(json["message"]).slice(-60)).toContain("length less than or equal to 2048");
    await expectUnharmed(emulator);
  });

  test("of any JSON is answered or refused in the service's shape, by every operation", async () => {
    const emulator = await start({ account: { projects: [{ name: "p" }] }, quotas: { projects: 1_000 } });
    const input = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.dictionary(
        fc.constantFrom(
          "ProjectArn",
          "ProjectName",
          "Tags",
          "Changes",
          "Datasets",
          "NextToken",
          "__proto__",
          "toString",
        ),
        fc.jsonValue({ maxDepth: 3 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...operations.keys()), input, async (operation, json) => {
        const { status, text } = await post(emulator.url, JSON.stringify(json), {
          headers: { "x-amz-target": `RekognitionService.${operation}` },
        });
        const { __type: code, message } = JSON.parse(text) as Readonly<Record<string, unknown>>;
        const outcome = { status, code: typeof code, message: typeof message };
        expect([answered, refused]).toContainEqual(outcome);
      }),
      { numRuns: 200 },
    );
    await expectUnharmed(emulator);
  });

  test("of any bytes is answered or refused in the service's shape", async () => {
    const emulator = await start();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const response = await fetch(emulator.url, {
          method: "POST",
          body: Buffer.from(bytes),
          headers: {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "RekognitionService.DescribeProjects",
            Authorization: authorization(),
          },
        });
        expect(await response.json()).toMatchObject(
          response.status === 200 ? { ProjectDescriptions: [] } : { __type: "SerializationException" },
        );
      }),
      { numRuns: 120 },
    );
    await expectUnharmed(emulator);
  });
});

describe("a body for the emulator itself", () => {
  const routes = ["seed", "faults", "clock", "reset", "nothing", "__proto__", "%ff"];
  const members =
    "accounts projects name manifests credentials fault script type probability advance set stopped operation requests " +
    "datasets entries manifest __proto__ constructor";
  const member = fc.constantFrom(...members.split(" "));
  const value = fc.letrec<{ readonly any: unknown }>((tie) => ({
    any: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, -1, 0.5, 1e300, "", "p", "throttle", "TRAIN", "../../x", "DescribeProjects"),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(member, tie("any"), { maxKeys: 4 }),
    ),
  })).any;

  test("of any JSON is done or refused with a reason", async () => {
    const emulator = await start({ account: { projects: [{ name: "p" }] } });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...routes), value, async (route, json) => {
        const body = JSON.stringify(json);
        const response = await fetch(`${emulator.url}/_emulator/${route}`, { method: "POST", body });
        expect([200, 400, 404]).toContain(response.status);
        const { error } = (await response.json()) as { readonly error?: unknown };
        expect(typeof error).toBe(response.status === 200 ? "undefined" : "string");
        expect(String(error)).not.toMatch(/Cannot read|is not a function|is not iterable|undefined \(/);
      }),
      { numRuns: 400 },
    );
    emulator.reset();
    await expectUnharmed(emulator);
  });

  test.each([
    ["seed", `{"accounts":${"[".repeat(300_000)}${"]".repeat(300_000)}}`],
    ["faults", `{"fault":{"type":"unknown-member","value":${"[".repeat(300_000)}${"]".repeat(300_000)}}}`],
    ["clock", `{"set":${"[".repeat(300_000)}${"]".repeat(300_000)}}`],
  ])("that is nested without end is refused by %s", async (route, body) => {
    const emulator = await start();
    const response = await fetch(`${emulator.url}/_emulator/${route}`, { method: "POST", body });
    expect(response.status).toBe(400);
    expect(String(((await response.json()) as { readonly error: unknown }).error)).toMatch(/nested too deeply|must be/);
    await expectUnharmed(emulator);
  });

  test.each([1e300, -1, 9e15])("that sets the clock to %d is refused", async (set) => {
    const emulator = await start();
    const body = JSON.stringify({ set });
    const response = await fetch(`${emulator.url}/_emulator/clock`, { method: "POST", body });
    expect(response.status).toBe(400);
    await expectUnharmed(emulator);
  });
});

describe("names that objects of JavaScript have", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", "..", "."];

  test("are names of projects, of versions and of tags as good as any", async () => {
    const { emulator, ok, pass } = await stage();
    for (const ProjectName of names) {
      const Tags = Object.fromEntries([
        ["__proto__", "a"],
        ["constructor", "b"],
      ]);
      const { ProjectArn } = await ok("CreateProject", { ProjectName, Tags });
      expect((await ok("ListTagsForResource", { ResourceArn: ProjectArn }))["Tags"]).toEqual(Tags);
      await ok("UntagResource", { ResourceArn: ProjectArn, TagKeys: ["__proto__"] });
      expect((await ok("ListTagsForResource", { ResourceArn: ProjectArn }))["Tags"]).toEqual({ constructor: "b" });
    }
    pass(1_000);
    const listed = await ok("DescribeProjects", { ProjectNames: names });
    expect(listed["ProjectDescriptions"]).toHaveLength(names.length);
    expect(await ok("DescribeProjects", { ProjectNames: ["valueOf"] })).toEqual({ ProjectDescriptions: [] });
    const response = await fetch(`${emulator.url}/_emulator/state?entries=true`);
    const again = await fetch(`${emulator.url}/_emulator/seed`, { method: "POST", body: await response.text() });
    expect(await again.json()).toEqual({ ok: true });
    expect(emulator.projects().size).toBe(names.length);
    await expectUnharmed(emulator);
  });

  test("are no attributes of an image that has none of them", async () => {
    const entry = {
      "source-ref": "s3://b/1",
      "constructor-metadata": { "class-name": "x", type: "groundtruth/image-classification" },
      box: { annotations: [{ class_id: "toString" }] },
      "box-metadata": { "class-map": { "0": "y" } },
    };
    const { ok } = await stage({
      account: { projects: [{ name: "p", datasets: [{ type: "TRAIN", createdAt: 5, entries: [entry] }] }] },
    });
    const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/dataset/train/5";
    const { DatasetDescription } = await ok("DescribeDataset", { DatasetArn });
    // The box is of no class and no size: it counts as one that is no good.
    expect(DatasetDescription).toMatchObject({ DatasetStats: { LabeledEntries: 1, TotalLabels: 0, ErrorEntries: 1 } });
  });

  test.each(names)("are no operation: %s", async (name) => {
    const emulator = await start();
    const { json } = await call(emulator, name, {});
    expect(json["__type"]).toBe("UnknownOperationException");
    expect(json["message"]).toContain(`${name} is not emulated by `);
  });
});

test("any Authorization header is taken or refused in the service's shape, signatures checked or not", async () => {
  const open = await start();
  const closed = await start({ credentials: [{ accessKeyId: "AKID", secretAccessKey: "s" }] });
  const part = fc.oneof(
    fc.constantFrom(
      "AWS4-HMAC-SHA256",
      "Credential=AKID/20261124/us-east-1/rekognition/aws4_request",
      "SignedHeaders=host",
    ),
    fc.constantFrom(
      "SignedHeaders=host;x-amz-date;__proto__",
      "Signature=00",
      "Signature=zz",
      "Credential=",
      "Bearer x",
    ),
    fc.stringMatching(/^[ -~]{0,30}$/),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 5 }),
      fc.constantFrom(", ", " ", ","),
      fc.constantFrom(undefined, "", "20261124T000000Z", "99999999T999999Z", "now"),
      async (parts, separator, date) => {
        for (const emulator of [open, closed]) {
          const headers = { authorization: parts.join(separator).trim(), "x-amz-date": date };
          const { status, text } = await post(emulator.url, {}, { headers });
          const { __type: code, message } = JSON.parse(text) as Readonly<Record<string, unknown>>;
          expect([answered, refused]).toContainEqual({ status, code: typeof code, message: typeof message });
          expect(status === 200 && emulator === closed).toBe(false);
        }
      },
    ),
    { numRuns: 150 },
  );
  await expectUnharmed(open);
});

describe("bytes that are no request", () => {
  test.each([
    ["of another protocol", "\u0016\u0003\u0001\u0002\u0000\r\n\r\n"],
    ["of a version that there is not", "POST / HTTP/9.9\r\nHost: x\r\n\r\n"],
    [
      "with two lengths",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["with headers without end", `POST / HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(40_000)}\r\n\r\n`],
    ["with a chunk of no size", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ["to lead elsewhere", "CONNECT a:1 HTTP/1.1\r\nHost: x\r\n\r\n"],
  ])("are answered as no request, or not at all: %s", async (_title, bytes) => {
    const emulator = await start();
    expect(await sendRaw(emulator, bytes)).toMatch(/^($|HTTP\/1\.1 4\d\d )/);
    await expectUnharmed(emulator);
  });

  test("of clients that leave in the middle harm nobody", async () => {
    const emulator = await start();
    const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"Max`;
    const sockets = Array.from({ length: 50 }, () => connect(emulator.port, "127.0.0.1"));
    for (const socket of sockets) {
      socket.on("error", () => undefined).write(head);
    }
    while (emulator.requests.length < 50) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const socket of sockets) {
      socket.resetAndDestroy();
    }
    await call(emulator, "DescribeProjects", {});
    expect(emulator.requests.filter(({ status }) => status === undefined)).toHaveLength(50);
    await expectUnharmed(emulator);
  });
});

test("three hundred clients at once are all answered", async () => {
  const emulator = await start({ account: { projects: [{ name: "p" }] } });
  const replies = await Promise.all(
    Array.from({ length: 300 }, async () => {
      const socket = connect(emulator.port, "127.0.0.1");
      await once(socket, "connect");
      const body = "{}";
      socket.write(
        `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-amz-json-1.1\r\n` +
          `X-Amz-Target: RekognitionService.DescribeProjects\r\nAuthorization: ${authorization()}\r\n` +
          `Content-Length: ${body.length}\r\n\r\n${body}`,
      );
      let answer = "";
      socket.setEncoding("utf8").on("data", (text: string) => (answer += text));
      await once(socket, "close");
      return answer;
    }),
  );
  expect(replies.filter((answer) => answer.startsWith("HTTP/1.1 200 ") && answer.includes("project/p/"))).toHaveLength(
    300,
  );
});

test("a policy of many stars is read as fast as any", async () => {
  const other = "444455556666";
  const Resource = `${"*a".repeat(60)}!`;
  const Statement = [{ Effect: "Allow", Principal: "*", Action: "*", Resource }];
  const name = "a".repeat(200);
  const { refusal } = await stage({
    accessKeys: { OTHER: other },
    accounts: [
      {
        projects: [
          {
            name,
            createdAt: 5,
            versions: [{ name, createdAt: 6 }],
            policies: [{ name: "p", document: { Statement } }],
          },
        ],
      },
      { accountId: other, projects: [{ name: "mine", createdAt: 5 }] },
    ],
  });
  const from = `arn:aws:rekognition:us-east-1:111122223333:project/${name}`;
  const copy = {
    SourceProjectArn: `${from}/5`,
    SourceProjectVersionArn: `${from}/version/${name}/6`,
    DestinationProjectArn: `arn:aws:rekognition:us-east-1:${other}:project/mine/5`,
    VersionName: "copy",
    OutputConfig: { S3Bucket: "bucket" },
  };
  expect(await refusal("CopyProjectVersion", copy, { accessKeyId: "OTHER" })).toBe("AccessDeniedException");
});

test("a walk under constant writes shows everything that stays, once", async () => {
  const stay = Array.from({ length: 60 }, (_, index) => ({ name: `stay-${index}`, createdAt: 1_000 + index * 10 }));
  const emulator = await start({ account: { projects: stay }, quotas: { projects: 1_000 }, transitions: 0 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat({ max: 700 }), gone: fc.boolean() }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 25 }),
      async (writes, MaxResults) => {
        const seen: string[] = [];
        const left = [...writes];
        let NextToken: unknown;
        do {
          const write = left.pop();
          if (write !== undefined) {
            const name = `guest-${write.at % 7}`;
            if (write.gone) {
              emulator.projects().remove(name);
            } else {
              emulator.projects().put({ name, createdAt: 1_000 + write.at });
            }
          }
          const asked = call(emulator, "DescribeProjects", { MaxResults, NextToken });
          const created = call(emulator, "CreateProject", { ProjectName: "racing" });
          const { json } = await asked;
          await created;
          emulator.projects().remove("racing");
          for (const each of json["ProjectDescriptions"] as readonly { readonly ProjectArn: string }[]) {
            seen.push(each.ProjectArn.split("/")[1] ?? "");
          }
          ({ NextToken } = json);
        } while (NextToken !== undefined);
        expect(seen.filter((name) => name.startsWith("stay-"))).toEqual(stay.map(({ name }) => name));
      },
    ),
    { numRuns: 25 },
  );
});
