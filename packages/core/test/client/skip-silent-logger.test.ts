import { DescribeProjectsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { describe, expect, test } from "vitest";
import { rekognitionClient } from "../../src/client/rekognition-client.js";
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
});
