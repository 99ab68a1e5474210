import * as rekognition from "@aws-sdk/client-rekognition";
import {
  DescribeProjectsCommand,
  DetectTextCommand,
  ListTagsForResourceCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { compileAnswerReaders } from "../../src/client/compile-answer-readers.js";
import { rekognitionClient } from "../../src/client/rekognition-client.js";
import { wireText } from "./support/wire-text.js";

type Body = string | Uint8Array;

/** A configuration whose requests are all answered with a body that can be set. */
function answeringWith(first: Body) {
  let body = first;
  const handle = (): Promise<unknown> =>
    Promise.resolve({
      response: {
        statusCode: 200,
        headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "1" },
        body: typeof body === "string" ? new TextEncoder().encode(body) : body,
      },
    });
  const config = {
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
    requestHandler: { handle: handle as never },
  };
  return { config, answer: (next: Body) => (body = next) };
}

/** What a promise came to, in writing: the members in their order, with their types, and what an error carries. */
async function outcomeOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return written(await promise);
  } catch (error) {
    return error instanceof Error
      ? { name: error.name, message: error.message, carried: Object.keys(error), is: error.constructor.name }
      : error;
  }
}

// Not by toEqual: a text of the media type JSON is an object of the SDK that equals no other.
function written(output: unknown): string {
  return JSON.stringify(output, function (this: Readonly<Record<string, unknown>>, key: string, value: unknown) {
    const member = this[key];
    const tag = Object.prototype.toString.call(member);
    if (typeof member === "object" && (tag === "[object Date]" || tag === "[object String]")) {
      return { tag, is: JSON.stringify(member) };
    }
    if (typeof member === "number" && !Number.isFinite(member)) {
      return { tag, is: String(member) };
    }
    return value === undefined ? { tag } : value;
  });
}

type AnyCommand = DescribeProjectsCommand;
interface CommandMaker {
  new (input: object): AnyCommand;
}

/** Every operation of Rekognition, with the SDK's schema of its answer. */
const operations = Object.entries(rekognition)
  .filter(([name]) => name.endsWith("Command") && !name.startsWith("$"))
  .map(([name, maker]) => {
    const command = new (maker as unknown as CommandMaker)({}) as unknown as { readonly schema: readonly unknown[] };
    return { name, maker: maker as unknown as CommandMaker, schema: command.schema[5] };
  });

describe("an answer is what the SDK's own client makes of the same bytes", () => {
  test("every operation of the SDK is compared", () => {
    expect(operations.length).toBeGreaterThan(60);
    expect(operations.map(({ name }) => name)).toContain("DescribeProjectsCommand");
  });

  test.each(operations)("$name", async ({ maker, schema }) => {
    const { config, answer } = answeringWith("{}");
    const ours = rekognitionClient(config);
    const stock = new RekognitionClient(config);
    await fc.assert(
      fc.asyncProperty(wireText(schema), async (text) => {
        answer(text);
        expect(await outcomeOf(ours.send(new maker({})))).toEqual(await outcomeOf(stock.send(new maker({}))));
      }),
      { numRuns: 25 },
    );
  });

  test.each<readonly [what: string, body: Body]>([
    ["no byte", ""],
    ["a text that is cut off", '{"ProjectDescriptions":[{"ProjectArn":"a'],
    ["an HTML page", "<html>502</html>"],
    ["a list", "[1,2]"],
    ["a string", '"text"'],
    ["null", "null"],
    ["bytes that are no UTF-8", Uint8Array.of(0x22, 0xff, 0xfe, 0x22)],
    ["a byte order mark", '\uFEFF{"NextToken":"t"}'],
    ["a member twice", '{"NextToken":"a","NextToken":"b"}'],
    ["a prototype for a member", '{"__proto__":{"NextToken":"a"},"ProjectDescriptions":[{"__proto__":null}]}'],
    ["a timestamp with an exponent beyond a double", '{"ProjectDescriptions":[{"CreationTimestamp":1e999}]}'],
    ["a timestamp beyond a Date", '{"ProjectDescriptions":[{"CreationTimestamp":1e15}]}'],
    ["a list that is none", '{"ProjectDescriptions":{"length":1,"0":{"Status":null}}}'],
    ["a list with holes", '{"ProjectDescriptions":[null,{"Status":null}]}'],
    ["a structure that is a list", '{"ProjectDescriptions":[[{"ProjectArn":"a"}]]}'],
  ])("%s", async (_, body) => {
    const { config } = answeringWith(body);
    const ours = await outcomeOf(rekognitionClient(config).send(new DescribeProjectsCommand({})));
    expect(ours).toEqual(await outcomeOf(new RekognitionClient(config).send(new DescribeProjectsCommand({}))));
  });
});

/** A client whose own deserializer is watched. */
function watched(body: string) {
  const client = new RekognitionClient(answeringWith(body).config);
  const { deserializer } = client.config.protocol as unknown as { deserializer: { read: () => Promise<unknown> } };
  const read = vi.spyOn(deserializer, "read");
  compileAnswerReaders(client);
  return { client, read };
}

describe("the SDK's own deserializer", () => {
  const PAGE = { ProjectDescriptions: [{ ProjectArn: "a", CreationTimestamp: 1.5, Datasets: [{ Status: "S" }] }] };

  test("is not asked about an answer as the schema has it", async () => {
    const { client, read } = watched(JSON.stringify(PAGE));
    const { ProjectDescriptions } = await client.send(new DescribeProjectsCommand({}));
    expect(ProjectDescriptions).toEqual([{ ...PAGE.ProjectDescriptions[0], CreationTimestamp: new Date(1_500) }]);
    expect(read).not.toHaveBeenCalled();
  });

  test("is asked about a value that is not as the schema has it", async () => {
    const { client, read } = watched('{"ProjectDescriptions":[{"CreationTimestamp":"1.5"}]}');
    const { ProjectDescriptions } = await client.send(new DescribeProjectsCommand({}));
    expect(ProjectDescriptions).toEqual([{ CreationTimestamp: new Date(1_500) }]);
    expect(read).toHaveBeenCalledTimes(1);
  });

  test("reads the answers with schemas that are not compiled", async () => {
    const { client, read } = watched('{"Tags":{"team":"vision"}}');
    const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceArn: "arn" }));
    expect(Tags).toEqual({ team: "vision" });
    expect(read).toHaveBeenCalledTimes(1);
  });

  test("is left alone where its settings are others, or there is none", async () => {
    const { config } = answeringWith("{}");
    for (const deserializer of [
      undefined,
      null,
      { read: () => Promise.resolve({}) },
      { read: "no function", settings: { jsonName: false, timestampFormat: { useTrait: true, default: 7 } } },
      { read: () => 1, settings: { jsonName: true, timestampFormat: { useTrait: true, default: 7 } } },
      { read: () => 1, settings: { jsonName: false, timestampFormat: { useTrait: false, default: 7 } } },
      { read: () => 1, settings: { jsonName: false, timestampFormat: { useTrait: true, default: 5 } } },
    ]) {
      const client = new RekognitionClient(config);
      Object.assign(client.config, { protocol: { deserializer } });
      const read = deserializer?.read;
      compileAnswerReaders(client);
      expect(deserializer?.read).toBe(read);
    }
  });

  test.each(["protocolSettings", "utf8Encoder"] as const)(
    "is left alone where the user has given %s, on which the reading may depend",
    (option) => {
      const { config } = answeringWith("{}");
      const given = new RekognitionClient(config).config[option];
      const { protocol } = rekognitionClient({ ...config, [option]: given }).config;
      const { deserializer } = protocol as unknown as { readonly deserializer: object };
      expect(Object.hasOwn(deserializer, "read")).toBe(false);
    },
  );

  test("is left alone in a protocol that the user has given", async () => {
    const { config } = answeringWith('{"TextDetections":[]}');
    const protocol = new RekognitionClient(config).config.protocol;
    const { read } = (protocol as unknown as { deserializer: { read: unknown } }).deserializer;
    const client = rekognitionClient({ ...config, protocol });
    expect((protocol as unknown as { deserializer: { read: unknown } }).deserializer.read).toBe(read);
    expect((await client.send(new DetectTextCommand({ Image: {} }))).TextDetections).toEqual([]);
  });
});
