import * as sdk from "@aws-sdk/client-rekognition";
import type { RekognitionClient, RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { afterEach, describe, expect, test, vi } from "vitest";
import { answering } from "./support/answering.js";

const PAGE = { ProjectDescriptions: [{ ProjectArn: "arn", CreationTimestamp: 1.5, Status: "CREATED" }] };

afterEach(() => {
  vi.doUnmock("@aws-sdk/client-rekognition");
});

/** `rekognitionClient` with another class in the place of the SDK's. */
async function withClass(Client: unknown): Promise<(config?: RekognitionClientConfig) => RekognitionClient> {
  vi.resetModules();
  vi.doMock("@aws-sdk/client-rekognition", () => ({ ...sdk, RekognitionClient: Client }));
  return (await import("../../src/client/rekognition-client.js")).rekognitionClient;
}

/** The SDK's client, changed as it is made. */
function changed(change: (client: RekognitionClient) => void) {
  return class extends sdk.RekognitionClient {
    constructor(config: RekognitionClientConfig) {
      super(config);
      change(this);
    }
  };
}

/** What is inside, which the SDK's types do not say. */
function insideOf({ config, middlewareStack }: RekognitionClient) {
  const { protocol, requestHandler } = config as unknown as Record<"protocol" | "requestHandler", object>;
  return {
    config,
    middlewareStack,
    protocol,
    requestHandler,
    deserializer: Reflect.get(protocol, "deserializer") as object,
  };
}

describe("a client works whose SDK is inside as no version is that we know", () => {
  test.each<readonly [what: string, change: (client: RekognitionClient) => void]>([
    ["a frozen stack", (client) => void Object.freeze(insideOf(client).middlewareStack)],
    [
      "a stack that shows nothing",
      (client) => void Reflect.deleteProperty(insideOf(client).middlewareStack, "applyToStack"),
    ],
    ["a stack that takes nothing more", (client) => void (client.middlewareStack.add = refusing)],
    ["a frozen deserializer", (client) => void Object.freeze(insideOf(client).deserializer)],
    ["no middleware of the logger's name", (client) => void client.middlewareStack.remove("loggerMiddleware")],
    ["a frozen handler", (client) => void Object.freeze(insideOf(client).requestHandler)],
    [
      "a handler of fixed settings",
      (client) => void Object.assign(insideOf(client).requestHandler, { updateHttpClientConfig: refusing }),
    ],
    ["a frozen configuration", (client) => void Object.freeze(insideOf(client).config)],
  ])("%s", async (_, change) => {
    const rekognitionClient = await withClass(changed(change));
    // Some changes concern the handler that the SDK makes, which only a given one keeps from the network.
    rekognitionClient({ region: "us-east-1", extensions: [] });
    const client = rekognitionClient(answering(PAGE).config);
    const { ProjectDescriptions } = await client.send(new sdk.DescribeProjectsCommand({}));
    expect(ProjectDescriptions).toEqual([{ ...PAGE.ProjectDescriptions[0], CreationTimestamp: new Date(1_500) }]);
  });

  test("nothing at all, as a double of tests has", async () => {
    const rekognitionClient = await withClass(function Double() {});
    expect(rekognitionClient()).toEqual({});
    expect(rekognitionClient({ extensions: [], requestHandler: {} })).toEqual({});
  });
});

function refusing(): never {
  throw new TypeError("refused");
}
