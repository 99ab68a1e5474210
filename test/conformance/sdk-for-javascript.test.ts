import {
  CreateDatasetCommand,
  CreateProjectCommand,
  CreateProjectVersionCommand,
  DescribeProjectsCommand,
  InternalServerError,
  paginateDescribeProjects,
  RekognitionClient,
  RekognitionServiceException,
  StartProjectVersionCommand,
  ThrottlingException,
  UpdateDatasetEntriesCommand,
  waitUntilProjectVersionRunning,
  waitUntilProjectVersionTrainingCompleted,
} from "@aws-sdk/client-rekognition";
import type { Emulator } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { conformanceEmulator } from "./conformance-emulator.js";

process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";

function clientOf(emulator: Emulator): RekognitionClient {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
  const client = new RekognitionClient({ endpoint: emulator.url, region: "us-east-1", credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}

describe("the AWS SDK for JavaScript", () => {
  test.each([
    [{ type: "throttle" }, ThrottlingException, { name: "ThrottlingException", message: "Rate exceeded" }],
    [{ type: "exception", name: "InternalServerError" }, InternalServerError, { $fault: "server" }],
    [{ type: "expired-credentials" }, RekognitionServiceException, { name: "ExpiredTokenException" }],
    [{ type: "reset" }, Error, { code: "ECONNRESET" }],
    [{ type: "html" }, Error, { $metadata: { httpStatusCode: 502 } }],
  ] as const)("raises for %j what it raises for AWS", async (fault, raised, members) => {
    const emulator = await conformanceEmulator({ faults: { fault } });
    const error = await clientOf(emulator)
      .send(new DescribeProjectsCommand({}))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(raised);
    expect(error).toMatchObject(members);
    expect(emulator.requests).toMatchObject([{ fault: fault.type }]);
  });

  test("waits while a model is trained and started", async () => {
    const emulator = await conformanceEmulator({ transitions: { ...instant, train: 500, start: 500 } });
    const client = clientOf(emulator);
    const { ProjectArn } = await client.send(new CreateProjectCommand({ ProjectName: "p" }));
    for (const DatasetType of ["TRAIN", "TEST"] as const) {
      const { DatasetArn } = await client.send(new CreateDatasetCommand({ ProjectArn, DatasetType }));
      const lines = ["x", "y"].map((label) => {
        const metadata = { "class-name": label, type: "groundtruth/image-classification" };
        return JSON.stringify({ "source-ref": `s3://b/${label}`, set: 1, "set-metadata": metadata });
      });
      const GroundTruth = Buffer.from(lines.join("\n"));
      await client.send(new UpdateDatasetEntriesCommand({ DatasetArn, Changes: { GroundTruth } }));
    }
    const OutputConfig = { S3Bucket: "results" };
    const { ProjectVersionArn } = await client.send(
      new CreateProjectVersionCommand({ ProjectArn, VersionName: "v", OutputConfig }),
    );
    const waiting = { client, minDelay: 1, maxDelay: 1, maxWaitTime: 30 };
    expect(await waitUntilProjectVersionTrainingCompleted(waiting, { ProjectArn })).toMatchObject({ state: "SUCCESS" });
    await client.send(new StartProjectVersionCommand({ ProjectVersionArn, MinInferenceUnits: 1 }));
    expect(await waitUntilProjectVersionRunning(waiting, { ProjectArn })).toMatchObject({ state: "SUCCESS" });
    const asked = emulator.requests.filter(({ operation }) => operation === "DescribeProjectVersions");
    expect(asked.length).toBeGreaterThanOrEqual(4);
  });

  test("has its waiter fail for a training that failed", async () => {
    const project = { name: "p", versions: [{ name: "v", status: "TRAINING_FAILED" as const }] };
    const emulator = await conformanceEmulator({ account: { projects: [project] } });
    const [ProjectArn] = emulator.projects().arns();
    const waited = waitUntilProjectVersionTrainingCompleted(
      { client: clientOf(emulator), minDelay: 1, maxWaitTime: 30 },
      { ProjectArn },
    );
    await expect(waited).rejects.toThrow('"state":"FAILURE"');
  });

  test("ends a walk in mid-way when the credentials expire, with what came before", async () => {
    const projects = Array.from({ length: 5 }, (_, index) => ({ name: `p${index}` }));
    const faults = { requests: { from: 2 }, fault: { type: "expired-credentials" } } as const;
    const emulator = await conformanceEmulator({ account: { projects }, faults });
    let pages = 0;
    const walk = async (): Promise<void> => {
      for await (const page of paginateDescribeProjects({ client: clientOf(emulator), pageSize: 1 }, {})) {
        pages += page.ProjectDescriptions?.length ?? 0;
      }
    };
    await expect(walk()).rejects.toMatchObject({ name: "ExpiredTokenException" });
    expect(pages).toBe(2);
  });
});

/** Everything at once, but for what a test waits for. */
const instant = { createProject: 0, createDataset: 0, updateDataset: 0 };
