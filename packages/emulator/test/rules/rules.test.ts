import { describe, expect, test } from "vitest";
import type { JsonObject } from "@rekognition-rx/emulator";
import { imageLine } from "../support/manifest-lines.js";
import { type Stage, stage } from "../support/stage.js";
import { datasetRules } from "./dataset-rules.js";
import { lineRules } from "./line-rules.js";
import { trainingRules } from "./training-rules.js";

const root = "arn:aws:rekognition:us-east-1:111122223333:project/p";
const ProjectArn = `${root}/5`;

function textOf(lines: readonly (string | JsonObject)[]): string {
  return lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
}

/** A dataset of a manifest, when it has been made or has failed. */
async function datasetOf(
  lines: readonly (string | JsonObject)[],
  key = "m.manifest",
): Promise<{ readonly on: Stage; readonly DatasetArn: unknown; readonly description: JsonObject }> {
  const manifests = { [`bucket/${key}`]: textOf(lines) };
  const on = await stage({ transitions: 0, manifests, account: { projects: [{ name: "p", createdAt: 5 }] } });
  const { DatasetArn } = await on.ok("CreateDataset", {
    ProjectArn,
    DatasetType: "TRAIN",
    DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: key } } },
  });
  return { on, DatasetArn, description: await descriptionOf(on, DatasetArn) };
}

async function descriptionOf(on: Stage, DatasetArn: unknown): Promise<JsonObject> {
  return (await on.ok("DescribeDataset", { DatasetArn }))["DatasetDescription"] as JsonObject;
}

describe("a dataset of a manifest", () => {
  test.each(datasetRules)("$rule", async ({ manifest, key, status, message, entries = 0 }) => {
    const { description } = await datasetOf(manifest, key);
    expect(description).toMatchObject({
      Status: status,
      StatusMessage: message,
      StatusMessageCode: status === "CREATE_COMPLETE" ? "SUCCESS" : "CLIENT_ERROR",
      DatasetStats: { TotalEntries: entries },
    });
  });

  test("of images that are not there fails as one whose key has no extension", async () => {
    const on = await stage({ transitions: 0, account: { projects: [{ name: "p", createdAt: 5 }] } });
    const { DatasetArn } = await on.ok("CreateDataset", {
      ProjectArn,
      DatasetType: "TRAIN",
      DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "nowhere.manifest" } } },
    });
    expect(await descriptionOf(on, DatasetArn)).toMatchObject({
      Status: "CREATE_FAILED",
      StatusMessage: "The manifest file extension or contents are invalid.",
    });
  });

  test("keeps of two lines of an image the first one", async () => {
    const lines = [...["1", "2", "3", "4"].map((name) => imageLine(`s3://b/${name}`, "x")), imageLine("s3://b/1", "y")];
    const { on, DatasetArn } = await datasetOf(lines);
    const { DatasetLabelDescriptions } = await on.ok("ListDatasetLabels", { DatasetArn });
    expect(DatasetLabelDescriptions).toEqual([{ LabelName: "x", LabelStats: { EntryCount: 4 } }]);
  });

  test("a byte order mark makes the first line a bad one", async () => {
    const lines = [1, 2, 3, 4, 5].map((number) => JSON.stringify(imageLine(`s3://b/${number}`, "x")));
    const { description } = await datasetOf([`\u{feff}${lines[0]}`, ...lines.slice(1)]);
    expect(description).toMatchObject({ Status: "CREATE_COMPLETE", DatasetStats: { TotalEntries: 4 } });
  });
});

describe("a line that is kept", () => {
  test.each(lineRules)("$rule", async ({ line, errors }) => {
    const { on, DatasetArn, description } = await datasetOf([imageLine("s3://b/1", "x"), line]);
    const hasErrors = Object.keys(errors).length > 0;
    expect(description).toMatchObject({
      Status: "CREATE_COMPLETE",
      DatasetStats: { TotalEntries: 2, ErrorEntries: hasErrors ? 1 : 0 },
    });
    const { DatasetEntries } = await on.ok("ListDatasetEntries", { DatasetArn, HasErrors: true });
    const listed = (DatasetEntries as readonly string[]).map((each) => JSON.parse(each) as JsonObject);
    expect(listed.map((each) => each["source-ref"])).toEqual(hasErrors ? ["s3://b/5"] : []);
    expect(Object.fromEntries(listed.flatMap((each) => [...codesIn(each)]))).toEqual(errors);
    for (const { message } of listed.flatMap(errorsIn)) {
      expect(message).toMatch(/^[A-Z].+\.$/);
    }
  });

  test("and is sent again as it was listed, mended, has no error any more", async () => {
    const { on, DatasetArn } = await datasetOf([
      imageLine("s3://b/1", "x"),
      ...lineRules.filter(({ rule }) => rule === "no class name").map(({ line }) => line),
    ]);
    const { DatasetEntries } = await on.ok("ListDatasetEntries", { DatasetArn, HasErrors: true });
    const [listed = ""] = DatasetEntries as readonly string[];
    expect(listed).toContain("cl-errors");
    const mended = listed.replace('"set_x-metadata":{', '"set_x-metadata":{"class-name":"x",');
    const GroundTruth = Buffer.from(mended).toString("base64");
    await on.ok("UpdateDatasetEntries", { DatasetArn, Changes: { GroundTruth } });
    expect(await descriptionOf(on, DatasetArn)).toMatchObject({
      Status: "UPDATE_COMPLETE",
      DatasetStats: { TotalEntries: 2, ErrorEntries: 0 },
    });
    const { DatasetEntries: all } = await on.ok("ListDatasetEntries", { DatasetArn });
    expect((all as readonly string[]).join("")).not.toContain("cl-errors");
  });
});

describe("a training", () => {
  test.each(trainingRules)("$rule", async ({ train, test: tested, message }) => {
    const datasets = [
      { type: "TRAIN" as const, createdAt: 6, entries: train },
      { type: "TEST" as const, createdAt: 7, entries: tested === "split" ? [] : tested },
    ];
    const isSplit = tested === "split";
    const on = await stage({
      transitions: 0,
      manifests: { "bucket/m.manifest": textOf(train) },
      account: { projects: [{ name: "p", createdAt: 5, datasets: isSplit ? [] : datasets }] },
    });
    const Assets = [{ GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "m.manifest" } } }];
    await on.ok("CreateProjectVersion", {
      ProjectArn,
      VersionName: "v",
      OutputConfig: { S3Bucket: "results", S3KeyPrefix: "out" },
      ...(isSplit ? { TrainingData: { Assets }, TestingData: { AutoCreate: true } } : {}),
    });
    const { ProjectVersionDescriptions } = await on.ok("DescribeProjectVersions", { ProjectArn });
    expect(ProjectVersionDescriptions).toMatchObject([
      message === undefined
        ? { Status: "TRAINING_COMPLETED", StatusMessage: "The model is ready to run." }
        : { Status: "TRAINING_FAILED", StatusMessage: message },
    ]);
  });
});

describe("a distribution", () => {
  test.each([
    ["of a label with two images", [imageLine("s3://b/1", "x"), imageLine("s3://b/2", "x")], undefined],
    ["of labels of one image each", [imageLine("s3://b/1", "x"), imageLine("s3://b/2", "y")], 2],
    ["without labels", [imageLine("s3://b/1"), imageLine("s3://b/2")], 2],
  ])("%s", async (_title, entries, kept) => {
    const datasets = [
      { type: "TRAIN" as const, createdAt: 6, entries },
      { type: "TEST" as const, createdAt: 7 },
    ];
    const on = await stage({ transitions: 0, account: { projects: [{ name: "p", createdAt: 5, datasets }] } });
    const Datasets = [{ Arn: `${root}/dataset/train/6` }, { Arn: `${root}/dataset/test/7` }];
    await on.ok("DistributeDatasetEntries", { Datasets });
    const described = await Promise.all(Datasets.map(({ Arn }) => descriptionOf(on, Arn)));
    const failed = {
      Status: "UPDATE_FAILED",
      StatusMessageCode: "CLIENT_ERROR",
      StatusMessage: "The manifest file doesn't have enough labeled images to distribute the dataset.",
    };
    expect(described).toMatchObject(
      kept === undefined
        ? [{ DatasetStats: { TotalEntries: 1 } }, { Status: "UPDATE_COMPLETE", DatasetStats: { TotalEntries: 1 } }]
        : [{ ...failed, DatasetStats: { TotalEntries: kept } }, failed],
    );
  });
});

/** The codes of a line's errors, by their place in it. */
function* codesIn(value: unknown, path = ""): Generator<readonly [path: string, codes: readonly string[]]> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) {
      yield* codesIn(each, `${path}[${index}]`);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (name === "cl-errors") {
        yield [path, (member as readonly { readonly code: string }[]).map(({ code }) => code)];
      } else {
        yield* codesIn(member, path === "" ? name : `${path}.${name}`);
      }
    }
  }
}

function errorsIn(value: unknown): readonly { readonly code: string; readonly message: string }[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const inner = Object.entries(value).filter(([name]) => name !== "cl-errors");
  const own = "cl-errors" in value ? (value["cl-errors"] as ReturnType<typeof errorsIn>) : [];
  return own.concat(inner.flatMap(([, member]) => errorsIn(member)));
}
