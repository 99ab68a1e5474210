import type { JsonObject } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { awsCli, boto3 } from "./client-found.js";
import type { AwsClient, ClientMaker } from "./clients/aws-client.js";
import { AwsRefusal } from "./clients/aws-refusal.js";
import { boto3Client } from "./clients/boto3-client.js";
import { commandLine } from "./clients/command-line.js";
import { sdkForJavaScript } from "./clients/sdk-for-javascript.js";
import { conformanceEmulator } from "./conformance-emulator.js";

/**
 * The ways that the developer guide leads its readers, in our own words, with the usual transitions: what waits there
 * waits here, and what does not wait must not need to.
 */
const clients: readonly (readonly [title: string, make: ClientMaker, isThere: boolean])[] = [
  ["the AWS SDK for JavaScript", sdkForJavaScript, true],
  ["the AWS CLI", commandLine, awsCli.version !== undefined],
  ["boto3", boto3Client, boto3.version !== undefined],
];

const OutputConfig = { S3Bucket: "results", S3KeyPrefix: "flowers/" };
const S3Object = { Bucket: "my-bucket", Name: "train.manifest" };
const DatasetSource = { GroundTruthManifest: { S3Object } };
const manifests = {
  "my-bucket/train.manifest": Array.from({ length: 10 }, (_, index) =>
    JSON.stringify(image(`${index}.jpg`, index % 2 === 0 ? "rose" : "camellia")),
  ).join("\n"),
};

describe.each(clients)("%s", { timeout: 240_000 }, (_title, make, isThere) => {
  const opened = async (): Promise<Flow> => {
    const emulator = await conformanceEmulator({ manifests });
    const client = make(emulator.url);
    onTestFinished(() => client.close());
    const until = async (isSo: () => Promise<boolean>): Promise<void> => {
      while (!(await isSo())) {
        emulator.advance(1_000);
      }
    };
    return { client, until };
  };

  test.runIf(isThere)("creates a project and uses it at once: a dataset, a policy, tags, a deletion", async () => {
    const { client, until } = await opened();
    const { ProjectArn } = await client.call("CreateProject", { ProjectName: "flowers" });
    const { DatasetArn } = await client.call("CreateDataset", { ProjectArn, DatasetType: "TRAIN", DatasetSource });
    await client.call("PutProjectPolicy", { ProjectArn, PolicyName: "share", PolicyDocument: POLICY });
    await client.call("TagResource", { ResourceArn: ProjectArn, Tags: { team: "botany" } });
    expect(await refusalOf(client.call("DeleteProject", { ProjectArn }))).toBe("ResourceInUseException");
    await until(async () => (await datasetOf(client, DatasetArn))["Status"] === "CREATE_COMPLETE");
    await client.call("DeleteDataset", { DatasetArn });
    await until(async () => (await refusalOf(datasetOf(client, DatasetArn))) === "ResourceNotFoundException");
    expect(await client.call("DeleteProject", { ProjectArn })).toEqual({ Status: "DELETING" });
    expect(await client.call("DescribeProjects")).toEqual({ ProjectDescriptions: [] });
    await client.call("CreateProject", { ProjectName: "flowers" });
  });

  test.runIf(isThere)("takes one manifest all the way to a prediction", async () => {
    const { client, until } = await opened();
    const { ProjectArn } = await client.call("CreateProject", { ProjectName: "flowers" });
    const { DatasetArn: train } = await client.call("CreateDataset", {
      ProjectArn,
      DatasetType: "TRAIN",
      DatasetSource,
    });
    const { DatasetArn: test } = await client.call("CreateDataset", { ProjectArn, DatasetType: "TEST" });
    for (const DatasetArn of [train, test]) {
      await until(async () => (await datasetOf(client, DatasetArn))["Status"] === "CREATE_COMPLETE");
    }
    await client.call("DistributeDatasetEntries", { Datasets: [{ Arn: train }, { Arn: test }] });
    for (const DatasetArn of [train, test]) {
      await until(async () => (await datasetOf(client, DatasetArn))["Status"] === "UPDATE_COMPLETE");
    }
    expect((await datasetOf(client, test))["DatasetStats"]).toMatchObject({ TotalEntries: 2 });

    const { ProjectVersionArn } = await client.call("CreateProjectVersion", {
      ProjectArn,
      VersionName: "1",
      OutputConfig,
    });
    const Image = { S3Object: { Bucket: "my-bucket", Name: "new.jpg" } };
    const detect = (): Promise<JsonObject> =>
      client.call("DetectCustomLabels", { ProjectVersionArn, Image, MinConfidence: 0 });
    expect(await refusalOf(detect())).toBe("ResourceNotReadyException");
    // Not by the waiters, which ask every two minutes: `scenarios.test.ts` has them.
    await until(async () => (await versionOf(client, ProjectArn))["Status"] === "TRAINING_COMPLETED");
    await client.call("StartProjectVersion", { ProjectVersionArn, MinInferenceUnits: 1 });
    await until(async () => (await versionOf(client, ProjectArn))["Status"] === "RUNNING");
    const { CustomLabels: found } = await detect();
    expect(new Set((found as readonly JsonObject[]).map(({ Name }) => Name))).toEqual(new Set(["rose", "camellia"]));
    await client.call("StopProjectVersion", { ProjectVersionArn });
    expect(await refusalOf(detect())).toBe("ResourceNotReadyException");
  });

  test.runIf(isThere)(
    "finds the lines with errors as the guide's own program does, from an empty token on",
    async () => {
      const { client, until } = await opened();
      const { ProjectArn } = await client.call("CreateProject", { ProjectName: "flowers" });
      const { DatasetArn } = await client.call("CreateDataset", { ProjectArn, DatasetType: "TRAIN", DatasetSource });
      await until(async () => (await datasetOf(client, DatasetArn))["Status"] === "CREATE_COMPLETE");
      const GroundTruth = [image("11.jpg", ""), image("12.jpg", "rose")].map((line) => JSON.stringify(line)).join("\n");
      await client.call("UpdateDatasetEntries", { DatasetArn, Changes: { GroundTruth } });
      await until(async () => (await datasetOf(client, DatasetArn))["Status"] === "UPDATE_COMPLETE");
      const page = (HasErrors: boolean): Promise<JsonObject> =>
        client.call("ListDatasetEntries", { DatasetArn, HasErrors, MaxResults: 100, NextToken: "" });
      const all = (await page(false))["DatasetEntries"] as readonly string[];
      expect(all).toHaveLength(12);
      const [line = "", ...others] = (await page(true))["DatasetEntries"] as readonly string[];
      expect(others).toEqual([]);
      expect(JSON.parse(line)).toMatchObject({
        "source-ref": "s3://my-bucket/11.jpg",
        "flower-metadata": { "cl-errors": [{ code: "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT" }] },
        "cl-errors": [{ code: "ERROR_NO_VALID_LABEL_ATTRIBUTES", message: "No valid label attributes found." }],
      });
    },
  );

  test.runIf(isThere)("sees from a status message why a training failed", async () => {
    const { client, until } = await opened();
    const { ProjectArn } = await client.call("CreateProject", { ProjectName: "flowers" });
    await client.call("CreateProjectVersion", {
      ProjectArn,
      VersionName: "1",
      OutputConfig,
      TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { ...S3Object, Name: "nowhere.manifest" } } }] },
      TestingData: { AutoCreate: true },
    });
    await until(async () => (await versionOf(client, ProjectArn))["Status"] === "TRAINING_FAILED");
    expect((await versionOf(client, ProjectArn))["StatusMessage"]).toBe(
      "The manifest file extension or contents are invalid.",
    );
  });
});

interface Flow {
  readonly client: AwsClient;
  /** Asks again until it is so; a second goes by for the emulator between two questions. */
  readonly until: (isSo: () => Promise<boolean>) => Promise<void>;
}

const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "ALLOW", Principal: "*", Action: "rekognition:CopyProjectVersion", Resource: "*" }],
});

function image(name: string, label: string): JsonObject {
  return {
    "source-ref": `s3://my-bucket/${name}`,
    flower: 1,
    "flower-metadata": {
      confidence: 1,
      "class-name": label,
      "human-annotated": "yes",
      "creation-date": "2026-01-01T00:00:00.000Z",
      type: "groundtruth/image-classification",
    },
  };
}

async function datasetOf(client: AwsClient, DatasetArn: unknown): Promise<JsonObject> {
  return (await client.call("DescribeDataset", { DatasetArn }))["DatasetDescription"] as JsonObject;
}

/** The only version of a project. */
async function versionOf(client: AwsClient, ProjectArn: unknown): Promise<JsonObject> {
  const { ProjectVersionDescriptions: versions } = await client.call("DescribeProjectVersions", { ProjectArn });
  return (versions as readonly JsonObject[])[0] ?? {};
}

async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    return `was answered with ${JSON.stringify(await call)}`;
  } catch (error) {
    if (error instanceof AwsRefusal) {
      return error.code;
    }
    throw error;
  }
}
