import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { DatasetSeed, DatasetStatus, JsonObject } from "@rekognition-rx/emulator";
import { boxLine, imageLine } from "../support/manifest-lines.js";
import { type Stage, stage, stageMs } from "../support/stage.js";

const root = "arn:aws:rekognition:us-east-1:111122223333:project/p";
const ProjectArn = `${root}/5`;
const project = { name: "p", createdAt: 5 };

const numbered = (count: number, ...labels: readonly string[]): JsonObject[] =>
  Array.from({ length: count }, (_, index) => imageLine(`s3://b/${index}`, ...labels));

function text(...lines: readonly unknown[]): string {
  return lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
}

function changes(...lines: readonly unknown[]): JsonObject {
  return { GroundTruth: Buffer.from(text(...lines)).toString("base64") };
}

async function description({ ok }: Stage, DatasetArn: unknown): Promise<JsonObject> {
  return (await ok("DescribeDataset", { DatasetArn }))["DatasetDescription"] as JsonObject;
}

async function refs({ ok }: Stage, DatasetArn: unknown): Promise<unknown[]> {
  const lines = (await ok("ListDatasetEntries", { DatasetArn }))["DatasetEntries"] as readonly string[];
  return lines.map((line) => (JSON.parse(line) as JsonObject)["source-ref"]);
}

function withDatasets(...datasets: readonly DatasetSeed[]): Promise<Stage> {
  return stage({ transitions: 100, account: { projects: [{ ...project, datasets }] } });
}

describe("CreateDataset", () => {
  test("makes an empty dataset that is CREATE_IN_PROGRESS, then CREATE_COMPLETE", async () => {
    const on = await stage({ transitions: { createDataset: 700 }, account: { projects: [project] } });
    const { DatasetArn } = await on.ok("CreateDataset", { ProjectArn, DatasetType: "TEST", Tags: { a: "b" } });
    expect(DatasetArn).toBe(`${root}/dataset/test/${stageMs}`);
    expect(await description(on, DatasetArn)).toMatchObject({ Status: "CREATE_IN_PROGRESS" });
    expect(await on.refusal("ListDatasetEntries", { DatasetArn })).toBe("ResourceNotReadyException");
    expect(await on.refusal("DeleteDataset", { DatasetArn })).toBe("ResourceInUseException");
    on.pass(700);
    expect(await description(on, DatasetArn)).toEqual({
      CreationTimestamp: stageMs / 1_000,
      LastUpdatedTimestamp: stageMs / 1_000 + 0.7,
      Status: "CREATE_COMPLETE",
      StatusMessage: "The dataset was successfully created.",
      StatusMessageCode: "SUCCESS",
      DatasetStats: { LabeledEntries: 0, TotalEntries: 0, TotalLabels: 0, ErrorEntries: 0 },
    });
    expect(await refs(on, DatasetArn)).toEqual([]);
    expect(await on.ok("ListTagsForResource", { ResourceArn: DatasetArn })).toEqual({ Tags: { a: "b" } });
    const { ProjectDescriptions } = await on.ok("DescribeProjects", {});
    expect(ProjectDescriptions).toMatchObject([{ Datasets: [{ DatasetArn, Status: "CREATE_COMPLETE" }] }]);
  });

  test("takes a manifest from a folder or from the options, whatever its line ends", async () => {
    const folder = mkdtempSync(join(tmpdir(), "emulator-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, "bucket", "deep"), { recursive: true });
    const manifest = `${JSON.stringify(imageLine("s3://b/1", "x"))}\r\n${JSON.stringify(imageLine("s3://b/2"))}\r\n\n`;
    writeFileSync(join(folder, "secret.manifest"), manifest);
    writeFileSync(join(folder, "bucket", "deep", "a.manifest"), manifest);
    for (const manifests of [folder, { "bucket/deep/a.manifest": manifest }]) {
      const on = await stage({ transitions: 0, manifests, account: { projects: [project] } });
      const from = (Name: string): JsonObject => ({
        ProjectArn,
        DatasetType: "TRAIN",
        DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: "bucket", Name } } },
      });
      const others = ["/deep/a.manifest", "./deep/a.manifest", "deep//a.manifest", "deep/../deep/a.manifest"];
      for (const Name of ["deep/b.manifest", "../secret.manifest", "deep", "../../etc/hosts.allow", ...others]) {
        const { DatasetArn } = await on.ok("CreateDataset", from(Name));
        expect(await description(on, DatasetArn)).toMatchObject({
          Status: "CREATE_FAILED",
          StatusMessage: "The manifest file extension or contents are invalid.",
        });
        await on.ok("DeleteDataset", { DatasetArn });
      }
      const { DatasetArn } = await on.ok("CreateDataset", from("deep/a.manifest"));
      expect(await refs(on, DatasetArn)).toEqual(["s3://b/1", "s3://b/2"]);
      expect(await description(on, DatasetArn)).toMatchObject({ DatasetStats: { LabeledEntries: 1 } });
    }
  });

  test.skipIf(process.platform === "win32")(
    "takes nothing for a manifest that is no file, such as a pipe that would be waited for",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "emulator-"));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      mkdirSync(join(folder, "bucket"));
      symlinkSync("/dev/null", join(folder, "bucket", "device.manifest"));
      const on = await stage({ transitions: 0, manifests: folder, account: { projects: [project] } });
      const S3Object = { Bucket: "bucket", Name: "device.manifest" };
      const DatasetSource = { GroundTruthManifest: { S3Object } };
      const { DatasetArn } = await on.ok("CreateDataset", { ProjectArn, DatasetType: "TRAIN", DatasetSource });
      expect(await description(on, DatasetArn)).toMatchObject({
        Status: "CREATE_FAILED",
        StatusMessage: "The manifest file extension or contents are invalid.",
      });
    },
  );

  test("fails later for a manifest that is no good, and may then be deleted and made again", async () => {
    const on = await stage({
      transitions: 100,
      manifests: { "bucket/a.manifest": text(imageLine("s3://b/1"), '{"no":"source"}') },
      account: { projects: [project] },
    });
    const input = {
      ProjectArn,
      DatasetType: "TRAIN",
      DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "a.manifest" } } },
    };
    const { DatasetArn } = await on.ok("CreateDataset", input);
    on.pass(100);
    expect(await description(on, DatasetArn)).toMatchObject({
      Status: "CREATE_FAILED",
      StatusMessageCode: "CLIENT_ERROR",
      StatusMessage: "The manifest file has too many terminal errors.",
      DatasetStats: { TotalEntries: 0 },
    });
    const update = { DatasetArn, Changes: changes(imageLine("s3://b/1")) };
    expect(await on.refusal("UpdateDatasetEntries", update)).toBe("InvalidParameterException");
    await on.ok("DeleteDataset", { DatasetArn });
    expect(await on.refusal("CreateDataset", input)).toBe("ResourceAlreadyExistsException");
    on.pass(100);
    expect(await on.refusal("CreateDataset", input)).toBe("OK");
  });

  test("copies a dataset: later changes of one leave the other", async () => {
    const on = await withDatasets({
      type: "TRAIN",
      createdAt: 6,
      entries: [imageLine("s3://b/1"), imageLine("s3://b/2")],
    });
    const DatasetSource = { DatasetArn: `${root}/dataset/train/6` };
    const { DatasetArn } = await on.ok("CreateDataset", { ProjectArn, DatasetType: "TEST", DatasetSource });
    on.pass(100);
    await on.ok("UpdateDatasetEntries", { DatasetArn, Changes: changes(imageLine("s3://b/3")) });
    on.pass(100);
    expect(await refs(on, DatasetArn)).toEqual(["s3://b/1", "s3://b/2", "s3://b/3"]);
    expect(await refs(on, DatasetSource.DatasetArn)).toEqual(["s3://b/1", "s3://b/2"]);
  });

  const train = { ProjectArn, DatasetType: "TRAIN" };
  test.each<readonly [string, JsonObject, JsonObject, string]>([
    ["an unknown project", {}, { ...train, ProjectArn: `${root}/6` }, "ResourceNotFoundException"],
    ["an adapter's project", { feature: "CONTENT_MODERATION" }, train, "InvalidParameterException"],
    ["a project that is going", { status: "DELETING" }, train, "InvalidParameterException"],
    ["a second of its type", { datasets: [{ type: "TRAIN" }] }, train, "ResourceAlreadyExistsException"],
    ["no source in the source", {}, { ...train, DatasetSource: {} }, "InvalidParameterException"],
    [
      "a manifest without a place",
      {},
      { ...train, DatasetSource: { GroundTruthManifest: {} } },
      "InvalidParameterException",
    ],
    [
      "two sources",
      {},
      { ...train, DatasetSource: { DatasetArn: `${root}/dataset/test/1`, GroundTruthManifest: {} } },
      "InvalidParameterException",
    ],
    [
      "an unknown dataset",
      {},
      { ...train, DatasetSource: { DatasetArn: `${root}/dataset/test/1` } },
      "ResourceNotFoundException",
    ],
    [
      "a dataset that is not ready",
      { datasets: [{ type: "TEST", createdAt: 6, status: "UPDATE_IN_PROGRESS" }] },
      { ...train, DatasetSource: { DatasetArn: `${root}/dataset/test/6` } },
      "InvalidParameterException",
    ],
  ])("refuses %s", async (_title, seed, input, error) => {
    const on = await stage({ account: { projects: [{ ...project, ...seed }] } });
    expect(await on.refusal("CreateDataset", input)).toBe(error);
  });
});

const seeded = (entries: DatasetSeed["entries"] = [], status?: DatasetStatus): Promise<Stage> =>
  withDatasets({ type: "TRAIN", createdAt: 6, entries, status });

describe("UpdateDatasetEntries", () => {
  test("takes a line that is nested without end for a bad one", async () => {
    const on = await withDatasets({ type: "TRAIN", createdAt: 6 });
    const DatasetArn = `${root}/dataset/train/6`;
    const nested = `{"source-ref":"s3://b/1.jpg","x":${"[".repeat(40_000)}${"]".repeat(40_000)}}`;
    await on.ok("UpdateDatasetEntries", { DatasetArn, Changes: changes(nested) });
    on.pass(100);
    expect(await description(on, DatasetArn)).toMatchObject({
      Status: "UPDATE_FAILED",
      StatusMessage: "The manifest file has too many terminal errors.",
    });
  });

  const DatasetArn = `${root}/dataset/train/6`;
  test("adds images, and puts those of a known source-ref in their places", async () => {
    const on = await seeded([imageLine("s3://b/1", "old"), imageLine("s3://b/2")]);
    const Changes = changes(imageLine("s3://b/3"), boxLine("s3://b/1", ["new"], ["new"]));
    expect(await on.ok("UpdateDatasetEntries", { DatasetArn, Changes })).toEqual({});
    expect(await description(on, DatasetArn)).toMatchObject({ Status: "UPDATE_IN_PROGRESS" });
    expect(await on.refusal("UpdateDatasetEntries", { DatasetArn, Changes })).toBe("ResourceInUseException");
    expect(await on.refusal("DeleteDataset", { DatasetArn })).toBe("ResourceInUseException");
    expect(await on.refusal("ListDatasetLabels", { DatasetArn })).toBe("ResourceInUseException");
    on.pass(100);
    expect(await description(on, DatasetArn)).toMatchObject({
      Status: "UPDATE_COMPLETE",
      LastUpdatedTimestamp: stageMs / 1_000 + 0.1,
      DatasetStats: { TotalEntries: 3, TotalLabels: 1, LabeledEntries: 1 },
    });
    expect(await refs(on, DatasetArn)).toEqual(["s3://b/1", "s3://b/2", "s3://b/3"]);
    const { DatasetLabelDescriptions } = await on.ok("ListDatasetLabels", { DatasetArn });
    expect(DatasetLabelDescriptions).toEqual([
      { LabelName: "new", LabelStats: { EntryCount: 1, BoundingBoxCount: 1 } },
    ]);
  });

  test("changes nothing for lines that are no good, and says so", async () => {
    const on = await seeded([imageLine("s3://b/1")]);
    await on.ok("UpdateDatasetEntries", { DatasetArn, Changes: changes(imageLine("s3://b/2"), "not JSON") });
    on.pass(100);
    expect(await description(on, DatasetArn)).toMatchObject({
      Status: "UPDATE_FAILED",
      StatusMessageCode: "CLIENT_ERROR",
      StatusMessage: "The manifest file has too many terminal errors.",
    });
    expect(await refs(on, DatasetArn)).toEqual(["s3://b/1"]);
  });

  test("keeps to the quotas of images and labels, counting replaced images once", async () => {
    const on = await stage({
      transitions: 0,
      quotas: { entriesPerDataset: 2, labelsPerDataset: 2 },
      manifests: { "bucket/three.manifest": text(imageLine("s3://b/1"), imageLine("s3://b/2"), imageLine("s3://b/3")) },
      account: {
        projects: [{ ...project, datasets: [{ type: "TRAIN", createdAt: 6, entries: [imageLine("s3://b/1", "a")] }] }],
      },
    });
    const update = async (...lines: readonly unknown[]): Promise<unknown> => {
      await on.ok("UpdateDatasetEntries", { DatasetArn, Changes: changes(...lines) });
      return (await description(on, DatasetArn))["StatusMessage"];
    };
    const tooManyRows = "The manifest file has too many rows.";
    expect(await update(imageLine("s3://b/2"), imageLine("s3://b/3"))).toBe(tooManyRows);
    expect(await update(imageLine("s3://b/2", "b", "c"))).toBe("The manifest file has too many labels.");
    expect(await update(imageLine("s3://b/1", "a"), imageLine("s3://b/2", "b"))).toBe(
      "The dataset was successfully updated.",
    );
    expect(await update(imageLine("s3://b/3"))).toBe(tooManyRows);
    expect(await refs(on, DatasetArn)).toEqual(["s3://b/1", "s3://b/2"]);
    const DatasetSource = { GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "three.manifest" } } };
    const created = await on.ok("CreateDataset", { ProjectArn, DatasetType: "TEST", DatasetSource });
    expect(await description(on, created["DatasetArn"])).toMatchObject({ StatusMessage: tooManyRows });
  });

  test("refuses changes without a row", async () => {
    const on = await seeded();
    expect(await on.refusal("UpdateDatasetEntries", { DatasetArn, Changes: changes(" \n") })).toBe(
      "InvalidParameterException",
    );
  });

  test("keeps the places of a walk that goes on afterwards", async () => {
    const on = await seeded([1, 2, 3].map((index) => imageLine(`s3://b/${index}`)));
    const { NextToken } = await on.ok("ListDatasetEntries", { DatasetArn, MaxResults: 1 });
    await on.ok("UpdateDatasetEntries", {
      DatasetArn,
      Changes: changes(imageLine("s3://b/1", "x"), imageLine("s3://b/4")),
    });
    on.pass(100);
    const { DatasetEntries } = await on.ok("ListDatasetEntries", { DatasetArn, NextToken });
    expect(DatasetEntries).toEqual([2, 3, 4].map((index) => expect.stringContaining(`s3://b/${index}`) as unknown));
  });
});

describe("DistributeDatasetEntries", () => {
  const both = { Datasets: [{ Arn: `${root}/dataset/train/6` }, { Arn: `${root}/dataset/test/7` }] };

  test("moves every fifth image to the test dataset, and keeps the places of a walk", async () => {
    const on = await withDatasets(
      { type: "TRAIN", createdAt: 6, entries: numbered(12, "x") },
      { type: "TEST", createdAt: 7 },
    );
    const { NextToken } = await on.ok("ListDatasetEntries", { DatasetArn: both.Datasets[0]?.Arn, MaxResults: 6 });
    expect(await on.ok("DistributeDatasetEntries", both)).toEqual({});
    for (const { Arn } of both.Datasets) {
      expect(await description(on, Arn)).toMatchObject({ Status: "UPDATE_IN_PROGRESS" });
    }
    expect(await on.refusal("DistributeDatasetEntries", both)).toBe("ResourceNotReadyException");
    on.pass(100);
    expect(await refs(on, both.Datasets[1]?.Arn)).toEqual(["s3://b/4", "s3://b/9"]);
    expect(await refs(on, both.Datasets[0]?.Arn)).toHaveLength(10);
    const { DatasetEntries } = await on.ok("ListDatasetEntries", { DatasetArn: both.Datasets[0]?.Arn, NextToken });
    expect(DatasetEntries).toEqual(
      [6, 7, 8, 10, 11].map((index) => expect.stringContaining(`s3://b/${index}"`) as unknown),
    );
    expect(await description(on, both.Datasets[1]?.Arn)).toMatchObject({ Status: "UPDATE_COMPLETE" });
  });

  test.each<readonly [string, readonly DatasetSeed[], readonly string[], string]>([
    [
      "two of a type",
      [{ type: "TRAIN", createdAt: 6, entries: numbered(9) }],
      ["train/6", "train/6"],
      "InvalidParameterException",
    ],
    [
      "an empty training dataset",
      [
        { type: "TRAIN", createdAt: 6 },
        { type: "TEST", createdAt: 7 },
      ],
      ["train/6", "test/7"],
      "InvalidParameterException",
    ],
    [
      "a test dataset with images",
      [
        { type: "TRAIN", createdAt: 6, entries: numbered(9) },
        { type: "TEST", createdAt: 7, entries: numbered(1) },
      ],
      ["train/6", "test/7"],
      "InvalidParameterException",
    ],
    [
      "one that is not there",
      [{ type: "TRAIN", createdAt: 6, entries: numbered(9) }],
      ["train/6", "test/7"],
      "ResourceNotFoundException",
    ],
    [
      "one that is being created",
      [
        { type: "TRAIN", createdAt: 6, entries: numbered(9) },
        { type: "TEST", createdAt: 7, status: "CREATE_IN_PROGRESS" },
      ],
      ["test/7", "train/6"],
      "ResourceNotReadyException",
    ],
  ])("refuses %s", async (_title, datasets, arns, error) => {
    const on = await withDatasets(...datasets);
    const Datasets = arns.map((each) => ({ Arn: `${root}/dataset/${each}` }));
    expect(await on.refusal("DistributeDatasetEntries", { Datasets })).toBe(error);
  });

  test("refuses datasets of two projects", async () => {
    const datasets = [{ type: "TRAIN" as const, createdAt: 6, entries: numbered(5) }];
    const on = await stage({
      account: {
        projects: [
          { ...project, datasets },
          { name: "q", datasets: [{ type: "TEST", createdAt: 7 }] },
        ],
      },
    });
    const Datasets = [{ Arn: `${root}/dataset/train/6` }, { Arn: `${root.replace(/p$/, "q")}/dataset/test/7` }];
    expect(await on.refusal("DistributeDatasetEntries", { Datasets })).toBe("InvalidParameterException");
  });
});

describe("DeleteDataset", () => {
  test("makes it DELETE_IN_PROGRESS, and then it is gone", async () => {
    const on = await withDatasets({ type: "TRAIN", createdAt: 6 });
    const DatasetArn = `${root}/dataset/train/6`;
    expect(await on.ok("DeleteDataset", { DatasetArn })).toEqual({});
    expect(await description(on, DatasetArn)).toMatchObject({ Status: "DELETE_IN_PROGRESS" });
    expect(await on.refusal("DeleteDataset", { DatasetArn })).toBe("ResourceInUseException");
    on.pass(100);
    expect(await on.refusal("DescribeDataset", { DatasetArn })).toBe("ResourceNotFoundException");
    expect((await on.ok("DescribeProjects", {}))["ProjectDescriptions"]).toMatchObject([{ Datasets: [] }]);
  });
});
