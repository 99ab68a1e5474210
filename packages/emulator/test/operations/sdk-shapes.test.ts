import * as sdk from "@aws-sdk/client-rekognition";
import { beforeAll, describe, expect, test } from "vitest";
import { createEmulator, type JsonObject } from "@rekognition-rx/emulator";
import { operations } from "../../src/operations/operations.js";
import type { Shape } from "../../src/shapes/member.js";
import { call } from "../support/call.js";
import { boxLine, imageLine } from "../support/manifest-lines.js";

/**
 * Every member of the SDK's own schemas against what the emulator reads and writes: a member that AWS adds is red here.
 */
const written = new Map<string, Set<string>>();
beforeAll(async () => {
  for (const { operation, json } of await scene()) {
    written.set(operation, union(written.get(operation), pathsOfJson(json)));
  }
});

describe.each([...operations.keys()])("%s", (name) => {
  const [, , , , inputSchema, outputSchema] = operationSchema(name);

  test("reads every member of its input, and no other", () => {
    const read = pathsOfShape(operations.get(name)?.input ?? {});
    expect([...read].toSorted()).toEqual([...pathsOfSchema(inputSchema)].toSorted());
  });

  test("writes every member of its output, and no other", () => {
    const expected = [...pathsOfSchema(outputSchema)].filter((path) => !onlyWhenNamed.test(path));
    const seen = [...(written.get(name) ?? [])].filter((path) => !onlyWhenNamed.test(path));
    expect(seen.toSorted()).toEqual(expected.toSorted());
  });
});

test("writes the version of a manifest where a request named one", () => {
  const paths = written.get("DescribeProjectVersions");
  const member = "ProjectVersionDescriptions[].TrainingDataResult.Input.Assets[].GroundTruthManifest.S3Object.Version";
  expect(paths).toContain(member);
});

/** Versions of objects in S3: the emulator has none of its own. Outlines: Custom Labels finds boxes. */
const onlyWhenNamed = /\.S3Object\.Version$|\.Geometry\.Polygon/;

/** Calls every operation so that all together they write everything that there is to write. */
async function scene(): Promise<readonly { readonly operation: string; readonly json: JsonObject }[]> {
  const version = { name: "v", createdAt: 6, status: "RUNNING" as const, labels: [{ name: "x", boxed: true }] };
  const account = { projects: [{ name: "seeded", createdAt: 5, versions: [version] }] };
  const line = [1, 2].map((number) => JSON.stringify(imageLine(`s3://b/${number}`, "x", "y"))).join("\n");
  const emulator = await createEmulator({
    transitions: 0,
    manifests: { "bucket/m.manifest": line },
    quotas: { projects: 9 },
    account,
  });
  const answers: { operation: string; json: JsonObject }[] = [];
  const ask = async (operation: string, input: unknown): Promise<JsonObject> => {
    const { status, json, text } = await call(emulator, operation, input);
    if (status !== 200) {
      throw new Error(`${operation} was refused: ${text}`);
    }
    answers.push({ operation, json });
    return json;
  };
  const OutputConfig = { S3Bucket: "results", S3KeyPrefix: "out/" };
  const manifest = { S3Object: { Bucket: "bucket", Name: "m.manifest", Version: "1" } };
  const data = { Assets: [{ GroundTruthManifest: manifest }] };

  const { ProjectArn } = await ask("CreateProject", { ProjectName: "labels", Tags: { a: "b" } });
  const { ProjectVersionArn } = await ask("CreateProjectVersion", {
    ProjectArn,
    VersionName: "v",
    OutputConfig,
    TrainingData: data,
    TestingData: { ...data, AutoCreate: true },
    KmsKeyId: "alias/key",
    VersionDescription: "d",
    Tags: { a: "b" },
  });
  await ask("StartProjectVersion", { ProjectVersionArn, MinInferenceUnits: 1, MaxInferenceUnits: 2 });
  await ask("DetectCustomLabels", {
    ProjectVersionArn: "arn:aws:rekognition:us-east-1:111122223333:project/seeded/version/v/6",
    Image: { S3Object: { Bucket: "images", Name: "1.jpg" } },
    MinConfidence: 0,
  });
  const copy = { ProjectArn, SourceProjectArn: ProjectArn, DestinationProjectArn: ProjectArn, OutputConfig };
  await ask("CopyProjectVersion", { ...copy, SourceProjectVersionArn: ProjectVersionArn, VersionName: "w" });
  const train = { ProjectArn, DatasetType: "TRAIN", DatasetSource: { GroundTruthManifest: manifest } };
  const { DatasetArn } = await ask("CreateDataset", train);
  const GroundTruth = Buffer.from(
    [boxLine("s3://b/3", ["y"], ["y"]), imageLine("s3://b/4")].map((each) => JSON.stringify(each)).join("\n"),
  ).toString("base64");
  await ask("UpdateDatasetEntries", { DatasetArn, Changes: { GroundTruth } });
  const { DatasetArn: TestArn } = await ask("CreateDataset", { ProjectArn, DatasetType: "TEST" });
  await ask("DistributeDatasetEntries", { Datasets: [{ Arn: DatasetArn }, { Arn: TestArn }] });
  const Statement = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }];
  for (const PolicyName of ["p", "q"]) {
    await ask("PutProjectPolicy", { ProjectArn, PolicyName, PolicyDocument: JSON.stringify({ Statement }) });
  }
  const moderation = { Feature: "CONTENT_MODERATION", AutoUpdate: "ENABLED" };
  const { ProjectArn: AdapterArn } = await ask("CreateProject", { ProjectName: "adapter", ...moderation });
  const FeatureConfig = { ContentModeration: { ConfidenceThreshold: 5 } };
  const adapter = { ProjectArn: AdapterArn, VersionName: "a", OutputConfig, FeatureConfig };
  await ask("CreateProjectVersion", { ...adapter, TrainingData: data, TestingData: data });
  await ask("TagResource", { ResourceArn: ProjectVersionArn, Tags: { c: "d" } });

  await ask("DescribeProjects", { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"], MaxResults: 2 });
  await ask("DescribeProjects", { Features: ["CONTENT_MODERATION"] });
  await ask("DescribeProjectVersions", { ProjectArn, MaxResults: 1 });
  await ask("DescribeProjectVersions", { ProjectArn });
  await ask("DescribeProjectVersions", { ProjectArn: AdapterArn });
  await ask("DescribeDataset", { DatasetArn });
  await ask("ListDatasetEntries", { DatasetArn, MaxResults: 1 });
  await ask("ListDatasetLabels", { DatasetArn, MaxResults: 1 });
  await ask("ListDatasetLabels", { DatasetArn });
  await ask("ListProjectPolicies", { ProjectArn, MaxResults: 1 });
  await ask("ListTagsForResource", { ResourceArn: ProjectVersionArn });

  await ask("UntagResource", { ResourceArn: ProjectVersionArn, TagKeys: ["c"] });
  await ask("DeleteProjectPolicy", { ProjectArn, PolicyName: "p" });
  await ask("StopProjectVersion", { ProjectVersionArn });
  await ask("DeleteProjectVersion", { ProjectVersionArn });
  await ask("DeleteDataset", { DatasetArn: TestArn });
  const { ProjectArn: empty } = await ask("CreateProject", { ProjectName: "empty" });
  await ask("DeleteProject", { ProjectArn: empty });
  await emulator.close();
  return answers;
}

function union(a: ReadonlySet<string> | undefined, b: ReadonlySet<string>): Set<string> {
  return new Set([...(a ?? []), ...b]);
}

function pathsOfJson(value: unknown, path = ""): Set<string> {
  const paths = new Set<string>();
  if (Array.isArray(value)) {
    for (const item of value) {
      for (const each of pathsOfJson(item, `${path}[]`)) {
        paths.add(each);
      }
    }
  } else if (typeof value === "object" && value !== null) {
    // Keys of tags are not members.
    if (path === "Tags") {
      return paths;
    }
    for (const [name, member] of Object.entries(value)) {
      const memberPath = path === "" ? name : `${path}.${name}`;
      paths.add(memberPath);
      for (const each of pathsOfJson(member, memberPath)) {
        paths.add(each);
      }
    }
  }
  return paths;
}

function pathsOfShape(shape: Shape, prefix = ""): Set<string> {
  const paths = new Set<string>();
  for (const [name, { about }] of Object.entries(shape)) {
    const path = `${prefix}${name}`;
    paths.add(path);
    const inner = about.type.startsWith("list of") ? `${path}[].` : `${path}.`;
    for (const each of pathsOfShape(about.members ?? {}, inner)) {
      paths.add(each);
    }
  }
  return paths;
}

/** A schema of the SDK: `[kind, namespace, name, traits, ...]`, of which 1 is a list, 2 a map, 3 a structure. */
type Schema = number | string | readonly unknown[] | (() => unknown);

function pathsOfSchema(schema: Schema, path = ""): Set<string> {
  const paths = new Set<string>();
  const resolved: unknown = typeof schema === "function" ? schema() : schema;
  if (!Array.isArray(resolved)) {
    return paths;
  }
  const [kind, , , , names, members] = resolved as readonly unknown[];
  // `[inner, traits]`: a member with traits of its own.
  if (typeof kind !== "number") {
    return pathsOfSchema(kind as Schema, path);
  }
  if (kind === listKind) {
    return pathsOfSchema(names as Schema, `${path}[]`);
  }
  if (kind !== structureKind || !Array.isArray(names) || !Array.isArray(members)) {
    return paths;
  }
  for (const [index, name] of (names as readonly string[]).entries()) {
    const memberPath = path === "" ? name : `${path}.${name}`;
    paths.add(memberPath);
    for (const each of pathsOfSchema(members[index] as Schema, memberPath)) {
      paths.add(each);
    }
  }
  return paths;
}

const listKind = 1;
const structureKind = 3;

function operationSchema(name: string): readonly [unknown, unknown, unknown, unknown, Schema, Schema] {
  const schema: unknown = Object.entries(sdk).find(([each]) => each === `${name}$`)?.[1];
  if (!Array.isArray(schema)) {
    throw new Error(`the SDK has no schema of ${name}`);
  }
  return schema as unknown as readonly [unknown, unknown, unknown, unknown, Schema, Schema];
}
