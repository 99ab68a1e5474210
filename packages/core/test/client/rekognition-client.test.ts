import {
  DescribeProjectsCommand,
  ListDatasetEntriesCommand,
  RekognitionClient,
  type RekognitionClientConfig,
  type RuntimeExtension,
} from "@aws-sdk/client-rekognition";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { lastValueFrom } from "rxjs";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { rekognitionClient } from "../../src/client/rekognition-client.js";
import { describeProjects$ } from "../../src/operations/describe-projects.js";
import { answering } from "./support/answering.js";

const PAGE = { ProjectDescriptions: [{ ProjectArn: "arn", CreationTimestamp: 1.5, Status: "CREATED" }] };

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };

describe("maxAttempts", () => {
  test("is 1 unless it is said otherwise", async () => {
    expect(await rekognitionClient().config.maxAttempts()).toBe(1);
    expect(await rekognitionClient({ region: "eu-west-1" }).config.maxAttempts()).toBe(1);
    expect(await rekognitionClient(JSON.parse('{"region":"eu-west-1"}') as object).config.maxAttempts()).toBe(1);
  });

  test("is what was said, as a number or as the SDK's provider", async () => {
    expect(await rekognitionClient({ maxAttempts: 5 }).config.maxAttempts()).toBe(5);
    expect(await rekognitionClient({ maxAttempts: async () => 7 }).config.maxAttempts()).toBe(7);
  });

  test("reaches the client's retry strategy: a request that fails is sent once", async () => {
    let requests = 0;
    const requestHandler = {
      handle: async (): Promise<never> => {
        requests += 1;
        throw Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
      },
    };
    const client = rekognitionClient({ region: "eu-west-1", credentials, requestHandler });
    await expect(client.send(new DescribeProjectsCommand({}))).rejects.toThrow("read ECONNRESET");
    expect(requests).toBe(1);
  });
});

/** A server that answers each connection with a text and no more, or with nothing. */
async function stallingServer(text = ""): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).once("data", () => socket.write(text));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What the SDK's handler does, once it has had a request. */
async function settingsOf(config: RekognitionClientConfig): Promise<object> {
  const endpoint = await stallingServer("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
  const client = rekognitionClient({ region: "eu-west-1", credentials, endpoint, ...config });
  onTestFinished(() => client.destroy());
  await client.send(new DescribeProjectsCommand({})).catch(() => undefined);
  return (client.config.requestHandler as { httpHandlerConfigs(): object }).httpHandlerConfigs();
}

describe("requestTimeout", () => {
  const stalled = [
    ["nothing", ""],
    ["the headers alone", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n"],
    ["half of an error", 'HTTP/1.1 400 Bad Request\r\ncontent-length: 100\r\n\r\n{"__type":'],
  ] as const;

  test.each(stalled)("of the handler ends a request that is answered by %s", async (_, text) => {
    const client = rekognitionClient({
      region: "eu-west-1",
      credentials,
      endpoint: await stallingServer(text),
      requestHandler: { requestTimeout: 30 },
    });
    const sent = client.send(new DescribeProjectsCommand({}));
    await expect(sent).rejects.toMatchObject({ name: "TimeoutError", code: "ETIMEDOUT" });
    client.destroy();
  });

  test.each(stalled)("of sendOptions ends the page of a listing that is answered by %s", async (_, text) => {
    const client = rekognitionClient({ region: "eu-west-1", credentials, endpoint: await stallingServer(text) });
    const page = lastValueFrom(describeProjects$({ client, sendOptions: { requestTimeout: 30 } }));
    await expect(page).rejects.toMatchObject({ _tag: "ListingError", cause: { name: "TimeoutError" } });
    client.destroy();
  });

  test("is an error after 60 000 ms unless it is said otherwise, and all else is the SDK's", async () => {
    expect(await settingsOf({})).toMatchObject({ requestTimeout: 60_000, throwOnRequestTimeout: true });
    expect(await settingsOf({ requestHandler: {} })).toMatchObject({
      requestTimeout: 60_000,
      throwOnRequestTimeout: true,
    });
    expect(await settingsOf({ defaultsMode: "standard" })).toMatchObject({
      requestTimeout: 60_000,
      connectionTimeout: 3_100,
    });
    const requestHandler = Object.freeze({ requestTimeout: 0, throwOnRequestTimeout: false, socketTimeout: 7_000 });
    expect(await settingsOf({ requestHandler })).toMatchObject(requestHandler);
  });

  test("leaves it to doubles of the handler's class to answer, whenever they are put there", async () => {
    const client = rekognitionClient({ region: "eu-west-1", credentials });
    const prototype = Object.getPrototypeOf(
      client.config.requestHandler,
    ) as RekognitionClient["config"]["requestHandler"];
    const { handle } = answering(PAGE).config.requestHandler as typeof prototype;
    const double = vi.spyOn(prototype, "handle").mockImplementation(handle);
    const { ProjectDescriptions } = await client.send(new DescribeProjectsCommand({}));
    expect(ProjectDescriptions).toHaveLength(1);
    double.mockRestore();
  });

  test("is not set in a handler that the user has made, given as it is or by an extension", async () => {
    const requestHandler = new RekognitionClient({}).config.requestHandler;
    const { handle } = requestHandler;
    const extension: RuntimeExtension = { configure: (sdk) => sdk.setHttpHandler(requestHandler as never) };
    for (const config of [{ requestHandler }, { extensions: [extension] }]) {
      const settings = await settingsOf(config);
      expect(settings).toMatchObject({ requestTimeout: undefined, throwOnRequestTimeout: undefined });
      expect(requestHandler.handle).toBe(handle);
    }
  });

  test("is set where extensions leave the handler alone, and they stay what was given", async () => {
    const configure = vi.fn<RuntimeExtension["configure"]>();
    const extensions = [{ configure }];
    expect(await settingsOf({ extensions })).toMatchObject({ requestTimeout: 60_000 });
    expect(configure).toHaveBeenCalledOnce();
    expect(rekognitionClient({ extensions }).config.extensions).toBe(extensions);
  });
});

test("everything else is what the SDK makes of the configuration", async () => {
  const config = Object.freeze({
    region: "ap-northeast-2",
    credentials,
    endpoint: "http://127.0.0.1:1",
    retryMode: "adaptive",
    useFipsEndpoint: true,
  });
  const client = rekognitionClient(config);
  const stock = new RekognitionClient(config);
  expect(client).toBeInstanceOf(RekognitionClient);
  expect(Object.keys(client.config).toSorted()).toEqual(Object.keys(stock.config).toSorted());
  expect(await client.config.region()).toBe("ap-northeast-2");
  expect(await client.config.credentials()).toMatchObject(credentials);
  expect(await client.config.endpoint?.()).toEqual(await stock.config.endpoint?.());
  expect(await client.config.useFipsEndpoint()).toBe(true);
  const { retryMode } = client.config;
  expect(typeof retryMode === "function" ? await retryMode() : retryMode).toBe("adaptive");
  expect(client.middlewareStack.identify()).toEqual(stock.middlewareStack.identify());
});

/** What a client sends, without what differs each time, and what it reads. */
async function exchange(make: (config: ReturnType<typeof answering>["config"]) => RekognitionClient) {
  const { config, sent } = answering(PAGE, { error: "ThrottlingException" }, PAGE);
  const client = make({ ...config, maxAttempts: 2, retryMode: "standard" });
  const outputs = [
    await client.send(new DescribeProjectsCommand({ MaxResults: 7 })),
    await client.send(new DescribeProjectsCommand({ NextToken: "t" }), { requestTimeout: 5 }),
    await client.send(new ListDatasetEntriesCommand({ DatasetArn: "arn" })),
  ];
  const requests = sent.map(({ headers, body }) => {
    const { "amz-sdk-invocation-id": id, "x-amz-date": date, authorization, ...rest } = headers;
    return { rest, body, signed: authorization?.replace(/Signature=.*/, ""), ids: [id?.length, date?.length] };
  });
  return { outputs, requests };
}

describe("in all else it is the SDK's client", () => {
  test("sends what the SDK's own client sends, and reads what it reads", async () => {
    const random = vi.spyOn(Math, "random").mockReturnValue(0);
    const ours = await exchange(rekognitionClient);
    expect(ours).toEqual(await exchange((config) => new RekognitionClient(config)));
    expect(ours.requests).toHaveLength(4);
    random.mockRestore();
  });

  test("credentials are asked for again when they expire", async () => {
    const { config, sent } = answering(PAGE);
    let issued = 0;
    const credentials = (): Promise<{ accessKeyId: string; secretAccessKey: string; expiration: Date }> => {
      issued += 1;
      return Promise.resolve({ accessKeyId: `KEY${issued}`, secretAccessKey: "secret", expiration: new Date(0) });
    };
    const client = rekognitionClient({ ...config, credentials });
    await client.send(new DescribeProjectsCommand({}));
    await client.send(new DescribeProjectsCommand({}));
    const keys = sent.map(({ headers }) => /Credential=(\w+)/.exec(headers["authorization"] ?? "")?.[1]);
    expect(new Set(keys).size).toBe(2);
  });

  test("retries are made as configured, and end with their signal", async () => {
    const { config, sent } = answering({ error: "ThrottlingException" });
    const once = rekognitionClient(config).send(new DescribeProjectsCommand({}));
    await expect(once).rejects.toMatchObject({ name: "ThrottlingException", $metadata: { attempts: 1 } });
    const random = vi.spyOn(Math, "random").mockReturnValue(0);
    const thrice = rekognitionClient({ ...config, maxAttempts: 3 }).send(new DescribeProjectsCommand({}));
    await expect(thrice).rejects.toMatchObject({ $metadata: { attempts: 3 } });
    random.mockReturnValue(1);
    const controller = new AbortController();
    const aborted = rekognitionClient({ ...config, maxAttempts: 3 }).send(new DescribeProjectsCommand({}), {
      abortSignal: controller.signal,
    });
    setTimeout(() => controller.abort(), 5);
    await expect(aborted).rejects.toMatchObject({ name: "AbortError" });
    expect(sent).toHaveLength(1 + 3 + 1);
    random.mockRestore();
  });

  test("each request has its own context and its own options, also those at once", async () => {
    const { config } = answering(PAGE);
    const seen: unknown[] = [];
    const client = rekognitionClient({
      ...config,
      requestHandler: {
        handle: (async (_: unknown, options: unknown) => {
          seen.push(options);
          await new Promise(setImmediate);
          throw new Error("enough");
        }) as never,
      },
    });
    const contexts = new Set<unknown>();
    client.middlewareStack.add(
      (next, context) => (args) => {
        contexts.add(context);
        return next(args);
      },
      { step: "build" },
    );
    const signals = [1, 2, 3].map(() => new AbortController().signal);
    await Promise.allSettled(
      signals.map((abortSignal) => client.send(new DescribeProjectsCommand({}), { abortSignal })),
    );
    expect(contexts.size).toBe(3);
    expect(seen).toEqual(signals.map((abortSignal) => ({ abortSignal })));
  });

  test("a double in the place of its send is called", async () => {
    const { config, sent } = answering(PAGE);
    const client = rekognitionClient(config);
    const onClass = vi.spyOn(RekognitionClient.prototype, "send").mockReturnValue("double" as never);
    expect(await client.send(new DescribeProjectsCommand({}))).toBe("double");
    onClass.mockRestore();
    expect(sent).toEqual([]);
  });
});
