import { DescribeProjectsCommand, RekognitionClient, type RekognitionClientConfig } from "@aws-sdk/client-rekognition";
import { describe, expect, test, vi } from "vitest";
import { rekognitionClient } from "../../src/client/rekognition-client.js";
import { skipSilentLogger } from "../../src/client/skip-silent-logger.js";
import { answering } from "./support/answering.js";

const PAGE = { ProjectDescriptions: [{ ProjectArn: "arn", CreationTimestamp: 1.5, Status: "CREATED" }] };

/** A client that counts how often an answer was prepared for the log. */
function counting(client: RekognitionClient): { readonly prepared: () => number } {
  let prepared = 0;
  client.middlewareStack.add(
    (next, context) => {
      const filter = context["outputFilterSensitiveLog"] as (output: unknown) => unknown;
      context["outputFilterSensitiveLog"] = (output: unknown) => {
        prepared += 1;
        return filter(output);
      };
      return next;
    },
    { step: "initialize", priority: "low", name: "counting" },
  );
  return { prepared: () => prepared };
}

/** A logger that keeps what it is given. */
function keepingLogger() {
  const entries: unknown[] = [];
  const log = (entry: unknown): void => void entries.push(entry);
  return { entries, debug: log, info: log, warn: log, error: log };
}

/** A user's own, of the name that the SDK's has. */
class NoOpLogger {
  readonly of = "the user";
}

/** What is logged of an answer and of a failure. */
async function logOf(make: (config: ReturnType<typeof answering>["config"]) => RekognitionClient): Promise<unknown[]> {
  const { config } = answering(PAGE, { error: "AccessDeniedException" });
  const logger = keepingLogger();
  const client = make({ ...config, logger });
  await client.send(new DescribeProjectsCommand({ MaxResults: 1 }));
  await client.send(new DescribeProjectsCommand({})).catch(() => undefined);
  // The SDK logs how it found the endpoint as well.
  return logger.entries.filter((entry) => typeof entry === "object" && entry !== null && "commandName" in entry);
}

describe("a logger", () => {
  test("that nobody set costs nothing", async () => {
    const { config } = answering(PAGE);
    const lean = rekognitionClient(config);
    const ordinary = new RekognitionClient(config);
    const counts = [lean, ordinary].map(counting);
    await lean.send(new DescribeProjectsCommand({}));
    await ordinary.send(new DescribeProjectsCommand({}));
    expect(counts.map(({ prepared }) => prepared())).toEqual([0, 1]);
  });

  test("that is set logs what the SDK logs, answers and failures", async () => {
    const entries = await logOf(rekognitionClient);
    expect(entries).toHaveLength(2);
    expect(entries[0]).toMatchObject({ commandName: "DescribeProjectsCommand", input: { MaxResults: 1 } });
    expect(entries).toEqual(await logOf((config) => new RekognitionClient({ ...config, maxAttempts: 1 })));
  });

  test.each<readonly [what: string, make: () => object]>([
    ["without a prototype", () => Object.create(null) as object],
    ["of a class that is called as the SDK's", () => new NoOpLogger()],
    ["that is no object of a class", () => ({ constructor: undefined })],
  ])("%s logs as any other", async (_, make) => {
    const { config } = answering(PAGE);
    const { entries, ...methods } = keepingLogger();
    const client = rekognitionClient({ ...config, logger: Object.assign(make(), methods) });
    await client.send(new DescribeProjectsCommand({}));
    expect(entries.filter((entry) => typeof entry === "object")).toHaveLength(1);
  });

  test("of the SDK's own logs once it is given something to do", async () => {
    const { config } = answering(PAGE, { error: "AccessDeniedException" });
    const client = rekognitionClient(config);
    const info = vi.spyOn(client.config.logger, "info");
    await client.send(new DescribeProjectsCommand({}));
    expect(info).toHaveBeenCalledTimes(1);
    info.mockRestore();
    const error = vi.spyOn(client.config.logger, "error");
    await expect(client.send(new DescribeProjectsCommand({}))).rejects.toThrow("as asked");
    expect(error).toHaveBeenCalledTimes(1);
  });

  test("that is set later logs from then on, and one that is taken away no more", async () => {
    const { config } = answering(PAGE);
    const client = rekognitionClient(config);
    const silent = client.config.logger;
    const log = keepingLogger();
    await client.send(new DescribeProjectsCommand({}));
    client.config.logger = log;
    await client.send(new DescribeProjectsCommand({}));
    client.config.logger = silent;
    await client.send(new DescribeProjectsCommand({}));
    expect(log.entries).toHaveLength(1);
  });

  test.each([PAGE, { error: "AccessDeniedException" }])(
    "that is set in mid-request logs what comes of it: %j",
    async (answer) => {
      const [ours, stock] = await Promise.all(
        [
          rekognitionClient,
          (config: RekognitionClientConfig) => new RekognitionClient({ ...config, maxAttempts: 1 }),
        ].map(async (make) => {
          const client = make(answering(answer).config);
          const logger = keepingLogger();
          client.middlewareStack.add(
            (next, context) => (args) => {
              context.logger = logger;
              return next(args);
            },
            { step: "build", name: "late" },
          );
          await client.send(new DescribeProjectsCommand({})).catch(() => undefined);
          return logger.entries.filter((entry) => typeof entry === "object");
        }),
      );
      expect(ours).toEqual(stock);
      expect(ours).toHaveLength(1);
    },
  );

  test.each([undefined, { output: undefined }, { output: null }])(
    "that is silent leaves an answer of middleware to fail as it does in the SDK: %j",
    async (answer) => {
      const outcomes = [rekognitionClient, (config: RekognitionClientConfig) => new RekognitionClient(config)].map(
        (make) => {
          const client = make(answering(PAGE).config);
          client.middlewareStack.add(() => () => Promise.resolve(answer as never), {
            step: "build",
            name: "answering",
          });
          return client.send(new DescribeProjectsCommand({})).catch((error: unknown) => String(error));
        },
      );
      const [ours, stock] = await Promise.all(outcomes);
      expect(ours).toBe(stock);
      expect(ours).toContain("TypeError");
    },
  );

  test("is not replaced where it would change its place among the middleware", () => {
    const client = new RekognitionClient(answering(PAGE).config);
    client.middlewareStack.add((next) => next, { step: "initialize", name: "after the logger" });
    const before = client.middlewareStack.identify();
    skipSilentLogger(client);
    expect(client.middlewareStack.identify()).toEqual(before);
  });

  test("is left where the SDK has no middleware of its name", () => {
    const client = new RekognitionClient(answering(PAGE).config);
    client.middlewareStack.remove("loggerMiddleware");
    const before = client.middlewareStack.identify();
    skipSilentLogger(client);
    expect(client.middlewareStack.identify()).toEqual(before);
  });
});
