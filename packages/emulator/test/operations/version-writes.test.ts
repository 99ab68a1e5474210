import { describe, expect, test } from "vitest";
import type { EmulatorOptions, JsonObject, ProjectSeed, VersionStatus } from "@rekognition-rx/emulator";
import { imageLine } from "../support/manifest-lines.js";
import { type Stage, stage, stageMs } from "../support/stage.js";

const root = "arn:aws:rekognition:us-east-1:111122223333:project/p";
const ProjectArn = `${root}/5`;
const OutputConfig = { S3Bucket: "results", S3KeyPrefix: "out/" };
const create = { ProjectArn, VersionName: "v", OutputConfig };
const datasets: NonNullable<ProjectSeed["datasets"]> = [
  { type: "TRAIN", createdAt: 6, entries: [imageLine("s3://b/1", "x"), imageLine("s3://b/2", "y")] },
  { type: "TEST", createdAt: 7, entries: [imageLine("s3://b/3", "x", "y")] },
];

function withProject(seed: Partial<ProjectSeed>, options: EmulatorOptions = {}): Promise<Stage> {
  const projects = [{ name: "p", createdAt: 5, ...seed }];
  return stage({ transitions: 100, account: { projects }, ...options });
}

async function versions({ ok }: Stage, arn = ProjectArn): Promise<readonly JsonObject[]> {
  return (await ok("DescribeProjectVersions", { ProjectArn: arn }))[
    "ProjectVersionDescriptions"
  ] as readonly JsonObject[];
}

async function statuses(on: Stage, arn = ProjectArn): Promise<unknown[]> {
  return (await versions(on, arn)).map(({ Status }) => Status);
}

const assets = (Name: string): JsonObject => ({
  Assets: [{ GroundTruthManifest: { S3Object: { Bucket: "results", Name } } }],
});

const manifest = (Name: string): JsonObject => ({
  Assets: [{ GroundTruthManifest: { S3Object: { Bucket: "bucket", Name } } }],
});

const withStatus = (status: VersionStatus): Promise<Stage> =>
  withProject({ versions: [{ name: "v", createdAt: 9, status }] });

describe("CreateProjectVersion", () => {
  test("trains on the project's datasets: TRAINING_IN_PROGRESS, then TRAINING_COMPLETED with results", async () => {
    const on = await withProject({ datasets }, { transitions: { train: 90_000 } });
    const { ProjectVersionArn } = await on.ok("CreateProjectVersion", {
      ...create,
      Tags: { a: "b" },
      KmsKeyId: "alias/key",
      VersionDescription: "first",
    });
    expect(ProjectVersionArn).toBe(`${root}/version/v/${stageMs}`);
    const [training] = await versions(on);
    expect(training).toEqual({
      ProjectVersionArn,
      CreationTimestamp: stageMs / 1_000,
      Status: "TRAINING_IN_PROGRESS",
      StatusMessage: "The model is being trained.",
      OutputConfig,
      // While it trains it says what it is trained on: nothing but its datasets.
      TrainingDataResult: { Input: {} },
      TestingDataResult: { Input: { AutoCreate: false } },
      KmsKeyId: "alias/key",
      VersionDescription: "first",
    });
    for (const operation of ["StartProjectVersion", "StopProjectVersion", "DeleteProjectVersion"]) {
      const input = { ProjectVersionArn, MinInferenceUnits: 1 };
      expect([operation, await on.refusal(operation, input)]).toEqual([operation, "ResourceInUseException"]);
    }
    on.pass(90_000);
    expect(await versions(on)).toMatchObject([
      {
        Status: "TRAINING_COMPLETED",
        TrainingEndTimestamp: stageMs / 1_000 + 90,
        BillableTrainingTimeInSeconds: 90,
        EvaluationResult: {
          F1Score: 0.9,
          Summary: { S3Object: { Bucket: "results", Name: "out/EvaluationResultSummary-p-v.json" } },
        },
        ManifestSummary: { S3Object: { Name: "out/ManifestSummary-p-v.json" } },
        TrainingDataResult: { Input: {}, Output: assets("out/TrainingGroundTruth-p-v.json") },
        TestingDataResult: {
          Input: { AutoCreate: false },
          Output: assets("out/TestingGroundTruth-p-v.json"),
          Validation: assets("out/TestingManifestWithValidation-p-v.json"),
        },
      },
    ]);
    expect(await on.ok("ListTagsForResource", { ResourceArn: ProjectVersionArn })).toEqual({ Tags: { a: "b" } });
  });

  test("of a training that fails leaves the results of the validation, and no model", async () => {
    const on = await withProject({
      datasets: [{ type: "TRAIN", entries: [imageLine("s3://b/1")] }, ...datasets.slice(1)],
    });
    const { ProjectVersionArn } = await on.ok("CreateProjectVersion", create);
    on.pass(100);
    const [failed] = await versions(on);
    expect(failed).toMatchObject({
      Status: "TRAINING_FAILED",
      StatusMessage: "The manifest file has too few labels.",
      TrainingEndTimestamp: stageMs / 1_000 + 0.1,
      ManifestSummary: { S3Object: { Name: "out/ManifestSummary-p-v.json" } },
      TrainingDataResult: { Input: {}, Validation: assets("out/TrainingManifestWithValidation-p-v.json") },
    });
    expect(failed).not.toHaveProperty("EvaluationResult");
    expect(failed).not.toHaveProperty("BillableTrainingTimeInSeconds");
    expect(failed?.["TrainingDataResult"]).not.toHaveProperty("Output");
    const start = { ProjectVersionArn, MinInferenceUnits: 1 };
    expect(await on.refusal("StartProjectVersion", start)).toBe("InvalidParameterException");
    expect(await on.refusal("DeleteProjectVersion", { ProjectVersionArn })).toBe("OK");
  });

  test("trains on manifests where the project has no datasets, and says where the test set is that it made", async () => {
    const lines = [imageLine("s3://b/1", "x", "y"), imageLine("s3://b/2", "x", "y")];
    const on = await withProject(
      {},
      { manifests: { "bucket/a.manifest": lines.map((line) => JSON.stringify(line)).join("\n") } },
    );
    const data = { TrainingData: manifest("a.manifest"), TestingData: { AutoCreate: true } };
    await on.ok("CreateProjectVersion", { ...create, VersionName: "w", ...data, TrainingData: manifest("b.manifest") });
    await on.ok("CreateProjectVersion", { ...create, ...data });
    on.pass(100);
    expect(await versions(on)).toMatchObject([
      {
        Status: "TRAINING_COMPLETED",
        TrainingDataResult: { Input: manifest("a.manifest"), Output: assets("out/TrainingGroundTruth-p-v.json") },
        TestingDataResult: { Input: { AutoCreate: true }, Output: assets("out/TestingGroundTruth-p-v.json") },
      },
      { Status: "TRAINING_FAILED", StatusMessage: "The manifest file extension or contents are invalid." },
    ]);
    // A manifest that could not be read has no results of a validation.
    expect((await versions(on))[1]).not.toHaveProperty("ManifestSummary");
  });

  const moderation = { ContentModeration: { ConfidenceThreshold: 50 } };
  test("trains an adapter without a test dataset, with its own configuration", async () => {
    const on = await withProject({ feature: "CONTENT_MODERATION", datasets: datasets.slice(0, 1) });
    await on.ok("CreateProjectVersion", { ...create, FeatureConfig: moderation });
    on.pass(100);
    expect(await versions(on)).toMatchObject([
      {
        Status: "TRAINING_COMPLETED",
        FeatureConfig: moderation,
        Feature: "CONTENT_MODERATION",
        BaseModelVersion: "7.0",
      },
    ]);
  });

  test.each<readonly [string, Partial<ProjectSeed>, JsonObject, string]>([
    ["an unknown project", {}, { ProjectArn: `${root}/6` }, "ResourceNotFoundException"],
    ["a name that is taken", { datasets, versions: [{ name: "v" }] }, {}, "ResourceInUseException"],
    ["a project that is going", { datasets, status: "DELETING" }, {}, "ResourceInUseException"],
    ["one more than may be", { datasets, versions: [{ name: "a" }, { name: "b" }] }, {}, "LimitExceededException"],
    ["no dataset", {}, {}, "InvalidParameterException"],
    ["no test dataset", { datasets: datasets.slice(0, 1) }, {}, "InvalidParameterException"],
    ["no training dataset", { datasets: datasets.slice(1) }, {}, "InvalidParameterException"],
    [
      "a dataset at work",
      { datasets: [{ type: "TRAIN", status: "UPDATE_IN_PROGRESS" }, { type: "TEST" }] },
      {},
      "InvalidParameterException",
    ],
    ["training data alone", {}, { TrainingData: manifest("a") }, "InvalidParameterException"],
    [
      "manifests beside datasets",
      { datasets },
      { TrainingData: manifest("a"), TestingData: manifest("a") },
      "InvalidParameterException",
    ],
    ["no assets", {}, { TrainingData: {}, TestingData: {} }, "InvalidParameterException"],
    ["no test set", {}, { TrainingData: manifest("a.manifest"), TestingData: {} }, "InvalidParameterException"],
    ["another feature's configuration", { datasets }, { FeatureConfig: moderation }, "InvalidParameterException"],
  ])("refuses %s", async (_title, seed, change, error) => {
    const on = await withProject(seed, { quotas: { versionsPerProject: 2 } });
    expect(await on.refusal("CreateProjectVersion", { ...create, ...change })).toBe(error);
  });
});

describe("a model", () => {
  const ProjectVersionArn = `${root}/version/v/9`;
  const start = { ProjectVersionArn, MinInferenceUnits: 1 };
  test("starts, runs, stops and is deleted, one after the other", async () => {
    const on = await withStatus("TRAINING_COMPLETED");
    expect(await on.ok("StartProjectVersion", { ...start, MaxInferenceUnits: 3 })).toEqual({ Status: "STARTING" });
    expect(await on.refusal("StopProjectVersion", { ProjectVersionArn })).toBe("ResourceInUseException");
    on.pass(100);
    expect(await versions(on)).toMatchObject([{ Status: "RUNNING", MinInferenceUnits: 1, MaxInferenceUnits: 3 }]);
    expect(await on.refusal("DeleteProjectVersion", { ProjectVersionArn })).toBe("ResourceInUseException");
    expect(await on.refusal("DeleteProject", { ProjectArn })).toBe("ResourceInUseException");
    expect(await on.ok("StopProjectVersion", { ProjectVersionArn })).toEqual({ Status: "STOPPING" });
    expect(await on.refusal("DeleteProjectVersion", { ProjectVersionArn })).toBe("ResourceInUseException");
    on.pass(100);
    expect(await statuses(on)).toEqual(["STOPPED"]);
    expect(await on.ok("DeleteProjectVersion", { ProjectVersionArn })).toEqual({ Status: "DELETING" });
    expect(await on.refusal("StartProjectVersion", start)).toBe("ResourceInUseException");
    expect(await on.refusal("DeleteProject", { ProjectArn })).toBe("ResourceInUseException");
    on.pass(100);
    expect(await versions(on)).toEqual([]);
    expect(await on.refusal("DeleteProject", { ProjectArn })).toBe("OK");
  });

  const inUse = "ResourceInUseException";
  const invalid = "InvalidParameterException";
  test.each<readonly [VersionStatus, start: string, stop: string, remove: string]>([
    ["TRAINING_IN_PROGRESS", inUse, inUse, inUse],
    ["TRAINING_COMPLETED", "OK", invalid, "OK"],
    ["TRAINING_FAILED", invalid, invalid, "OK"],
    ["STARTING", inUse, inUse, inUse],
    ["RUNNING", inUse, "OK", inUse],
    ["FAILED", "OK", invalid, "OK"],
    ["STOPPING", inUse, inUse, inUse],
    ["STOPPED", "OK", invalid, "OK"],
    ["DELETING", inUse, inUse, inUse],
    ["COPYING_IN_PROGRESS", inUse, inUse, inUse],
    ["COPYING_COMPLETED", "OK", invalid, "OK"],
    ["COPYING_FAILED", invalid, invalid, "OK"],
    ["DEPRECATED", invalid, invalid, "OK"],
    ["EXPIRED", invalid, invalid, "OK"],
  ])("that is %s: start %s, stop %s, delete %s", async (status, ...expected) => {
    const seen: string[] = [];
    for (const operation of ["StartProjectVersion", "StopProjectVersion", "DeleteProjectVersion"]) {
      seen.push(await (await withStatus(status)).refusal(operation, start));
    }
    expect(seen).toEqual(expected);
  });

  test.each([
    ["more units at least than at most", { MinInferenceUnits: 3, MaxInferenceUnits: 2 }, invalid],
    ["more units than may be", { MinInferenceUnits: 6 }, "LimitExceededException"],
    ["more units at most than may be", { MinInferenceUnits: 1, MaxInferenceUnits: 6 }, "LimitExceededException"],
    ["as many units as may be", { MinInferenceUnits: 5, MaxInferenceUnits: 5 }, "OK"],
  ])("with %s answers as it must", async (_title, units, outcome) => {
    const on = await withStatus("STOPPED");
    expect(await on.refusal("StartProjectVersion", { ProjectVersionArn, ...units })).toBe(outcome);
  });

  test("does not start when two others run in the account, whatever their projects", async () => {
    const on = await stage({
      transitions: 100,
      account: {
        projects: [
          {
            name: "p",
            versions: [
              { name: "v", createdAt: 9 },
              { name: "w", status: "RUNNING", createdAt: 1 },
            ],
          },
          { name: "q", versions: [{ name: "v", status: "STARTING" }] },
        ],
      },
      accounts: [{ region: "eu-west-1", projects: [{ name: "p", versions: [{ name: "v", createdAt: 9 }] }] }],
    });
    expect(await on.refusal("StartProjectVersion", start)).toBe("LimitExceededException");
    const elsewhere = { ...start, ProjectVersionArn: ProjectVersionArn.replace("us-east-1", "eu-west-1") };
    expect(await on.refusal("StartProjectVersion", elsewhere, { region: "eu-west-1" })).toBe("OK");
    await on.ok("StopProjectVersion", { ProjectVersionArn: `${root}/version/w/1` });
    expect(await on.refusal("StartProjectVersion", start)).toBe("OK");
  });

  test("that is an adapter is not started", async () => {
    const on = await withProject({ feature: "CONTENT_MODERATION", versions: [{ name: "v", createdAt: 9 }] });
    expect(await on.refusal("StartProjectVersion", start)).toBe(invalid);
  });

  test.each(["StartProjectVersion", "StopProjectVersion", "DeleteProjectVersion"])(
    "that is not there: %s",
    async (operation) => {
      const on = await withStatus("RUNNING");
      for (const [from, to] of [
        ["version/v", "version/w"],
        ["/9", "/8"],
        ["project/p", "project/q"],
      ] as const) {
        const stranger = { ...start, ProjectVersionArn: ProjectVersionArn.replace(from, to) };
        expect(await on.refusal(operation, stranger)).toBe("ResourceNotFoundException");
      }
    },
  );
});

describe("CopyProjectVersion", () => {
  const copy = {
    SourceProjectArn: ProjectArn,
    SourceProjectVersionArn: `${root}/version/v/9`,
    DestinationProjectArn: `${root.replace(/p$/, "q")}/8`,
    VersionName: "copied",
    OutputConfig,
  };
  const source: ProjectSeed = {
    name: "p",
    createdAt: 5,
    versions: [
      { name: "v", createdAt: 9, f1Score: 0.5, description: "mine" },
      { name: "new", createdAt: 10, status: "TRAINING_IN_PROGRESS" },
    ],
  };
  const destination: ProjectSeed = { name: "q", createdAt: 8 };

  test("copies within an account: COPYING_IN_PROGRESS, then COPYING_COMPLETED, and the copy starts", async () => {
    const on = await stage({ transitions: 100, account: { projects: [source, destination] } });
    const { ProjectVersionArn } = await on.ok("CopyProjectVersion", { ...copy, Tags: { a: "b" } });
    expect(ProjectVersionArn).toBe(`${root.replace(/p$/, "q")}/version/copied/${stageMs}`);
    expect(await versions(on, copy.DestinationProjectArn)).toEqual([
      {
        ProjectVersionArn,
        CreationTimestamp: stageMs / 1_000,
        Status: "COPYING_IN_PROGRESS",
        StatusMessage: "The model is being copied.",
        OutputConfig,
        SourceProjectVersionArn: copy.SourceProjectVersionArn,
        VersionDescription: "mine",
      },
    ]);
    on.pass(100);
    expect(await versions(on, copy.DestinationProjectArn)).toMatchObject([
      { Status: "COPYING_COMPLETED", EvaluationResult: { F1Score: 0.5 } },
    ]);
    expect(await on.refusal("StartProjectVersion", { ProjectVersionArn, MinInferenceUnits: 1 })).toBe("OK");
  });

  const allow = (change: JsonObject = {}): JsonObject => ({
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::444455556666:root" },
    Action: "rekognition:CopyProjectVersion",
    Resource: `${root}/version/*/*`,
    ...change,
  });
  test.each<readonly [string, readonly JsonObject[], string]>([
    ["no policy", [], "AccessDeniedException"],
    ["a policy for the account", [allow()], "OK"],
    [
      "a policy for the account by its number, among others",
      [allow({ Principal: { AWS: ["1", "444455556666"] } })],
      "OK",
    ],
    ["a policy for all", [allow({ Principal: "*", Action: ["s3:*", "rekognition:*"] })], "OK"],
    ["a policy for another account", [allow({ Principal: { AWS: "123456789012" } })], "AccessDeniedException"],
    ["a policy for another action", [allow({ Action: "rekognition:Describe*" })], "AccessDeniedException"],
    ["a policy for another version", [allow({ Resource: `${root}/version/w/?` })], "AccessDeniedException"],
    ["a policy that denies too", [allow(), allow({ Effect: "Deny" })], "AccessDeniedException"],
  ])("out of another account, with %s", async (_title, Statement, outcome) => {
    const on = await stage({
      accounts: [
        { projects: [{ ...source, policies: [{ name: "copy", document: { Version: "2012-10-17", Statement } }] }] },
        { accountId: "444455556666", projects: [destination] },
      ],
      accessKeys: { OTHER: "444455556666" },
    });
    const DestinationProjectArn = copy.DestinationProjectArn.replace("111122223333", "444455556666");
    const input = { ...copy, DestinationProjectArn };
    expect(await on.refusal("CopyProjectVersion", input, { accessKeyId: "OTHER" })).toBe(outcome);
  });

  test.each<readonly [string, JsonObject, Partial<ProjectSeed>, string]>([
    ["an unknown source", { SourceProjectArn: `${root}/6` }, {}, "ResourceNotFoundException"],
    ["an unknown version", { SourceProjectVersionArn: `${root}/version/x/9` }, {}, "ResourceNotFoundException"],
    ["an unknown destination", { DestinationProjectArn: `${root}/6` }, {}, "ResourceNotFoundException"],
    ["a version of another project", { SourceProjectArn: copy.DestinationProjectArn }, {}, "InvalidParameterException"],
    [
      "a version that is not trained",
      { SourceProjectVersionArn: `${root}/version/new/10` },
      {},
      "InvalidParameterException",
    ],
    [
      "another region",
      { SourceProjectArn: ProjectArn.replace("us-east-1", "eu-west-1") },
      {},
      "InvalidParameterException",
    ],
    ["an adapter's project", {}, { feature: "CONTENT_MODERATION" }, "InvalidParameterException"],
    ["a destination that is going", {}, { status: "DELETING" }, "ResourceInUseException"],
    ["a name that is taken", {}, { versions: [{ name: "copied" }] }, "ResourceInUseException"],
  ])("refuses %s", async (_title, change, seed, error) => {
    const on = await stage({ account: { projects: [source, { ...destination, ...seed }] } });
    expect(await on.refusal("CopyProjectVersion", { ...copy, ...change })).toBe(error);
  });
});
