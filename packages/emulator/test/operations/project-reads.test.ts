import {
  DescribeProjectVersionsCommand,
  ListProjectPoliciesCommand,
  ListTagsForResourceCommand,
  paginateDescribeProjectVersions,
  paginateListProjectPolicies,
} from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEmulator, type ProjectSeed, VERSION_STATUSES } from "@rekognition-rx/emulator";
import { errorOf } from "../support/call.js";
import { sdkClient } from "../support/sdk-client.js";
import { start } from "../support/start.js";

const createdAt = 1_700_000_000_000;
const root = "arn:aws:rekognition:us-east-1:111122223333:project/p";
const ProjectArn = `${root}/${createdAt}`;

function emulatorWith(project: Partial<ProjectSeed>): ReturnType<typeof start> {
  return start({ account: { projects: [{ name: "p", createdAt, ...project }] } });
}

const file = (name: string): object => ({ S3Object: { Bucket: "results", Name: `models/${name}-p-v1.json` } });
const assets = (name: string): object => ({ Assets: [{ GroundTruthManifest: file(name) }] });

describe("DescribeProjectVersions", () => {
  test("describes a running model in full", async () => {
    const emulator = await emulatorWith({
      versions: [
        {
          name: "v1",
          createdAt: createdAt + 1,
          status: "RUNNING",
          statusMessage: "The model is running.",
          minInferenceUnits: 2,
          maxInferenceUnits: 4,
          outputConfig: { bucket: "results", prefix: "models/" },
          trainingSeconds: 1_800,
          f1Score: 0.75,
          kmsKeyId: "alias/key",
          description: "of spring",
          sourceVersionArn: `${root}/version/v0/1`,
        },
      ],
    });
    const { ProjectVersionDescriptions } = await sdkClient(emulator.url).send(
      new DescribeProjectVersionsCommand({ ProjectArn }),
    );
    expect(ProjectVersionDescriptions).toEqual([
      {
        ProjectVersionArn: `${root}/version/v1/${createdAt + 1}`,
        CreationTimestamp: new Date(createdAt + 1),
        MinInferenceUnits: 2,
        MaxInferenceUnits: 4,
        Status: "RUNNING",
        StatusMessage: "The model is running.",
        BillableTrainingTimeInSeconds: 1_800,
        TrainingEndTimestamp: new Date(createdAt + 1 + 1_800_000),
        OutputConfig: { S3Bucket: "results", S3KeyPrefix: "models/" },
        TrainingDataResult: {
          Input: {},
          Output: assets("TrainingGroundTruth"),
          Validation: assets("TrainingManifestWithValidation"),
        },
        TestingDataResult: {
          Input: { AutoCreate: false },
          Output: { ...assets("TestingGroundTruth"), AutoCreate: false },
          Validation: assets("TestingManifestWithValidation"),
        },
        EvaluationResult: { F1Score: 0.75, Summary: file("EvaluationResultSummary") },
        ManifestSummary: file("ManifestSummary"),
        KmsKeyId: "alias/key",
        SourceProjectVersionArn: `${root}/version/v0/1`,
        VersionDescription: "of spring",
      },
    ]);
  });

  test("has no results of a training that is not over, and what an adapter was configured with", async () => {
    const emulator = await emulatorWith({
      feature: "CONTENT_MODERATION",
      versions: [{ name: "a", status: "TRAINING_IN_PROGRESS", baseModelVersion: "7.0", confidenceThreshold: 55.5 }],
    });
    const { ProjectVersionDescriptions } = await sdkClient(emulator.url).send(
      new DescribeProjectVersionsCommand({ ProjectArn }),
    );
    expect(ProjectVersionDescriptions).toEqual([
      {
        ProjectVersionArn: `${root}/version/a/${createdAt + 3_600_000}`,
        CreationTimestamp: new Date(createdAt + 3_600_000),
        Status: "TRAINING_IN_PROGRESS",
        StatusMessage: "The model is being trained.",
        OutputConfig: { S3Bucket: "custom-labels-console-us-east-1-111122223333", S3KeyPrefix: "output/" },
        TrainingDataResult: { Input: {} },
        TestingDataResult: { Input: { AutoCreate: false } },
        Feature: "CONTENT_MODERATION",
        BaseModelVersion: "7.0",
        FeatureConfig: { ContentModeration: { ConfidenceThreshold: 55.5 } },
      },
    ]);
  });

  test("has a message of every status, where a seed has none", async () => {
    const emulator = await emulatorWith({ versions: VERSION_STATUSES.map((status) => ({ name: status, status })) });
    const { ProjectVersionDescriptions: versions = [] } = await sdkClient(emulator.url).send(
      new DescribeProjectVersionsCommand({ ProjectArn }),
    );
    expect(versions).toHaveLength(VERSION_STATUSES.length);
    for (const { StatusMessage } of versions) {
      expect(StatusMessage).toMatch(/^[A-Z].+\.$/);
    }
  });

  test("walks to every version once, the latest first, whatever the page size", async () => {
    const seeds = fc.uniqueArray(
      fc.record({ name: fc.stringMatching(/^[a-z]{1,5}$/), createdAt: fc.integer({ min: 1, max: 5 }) }),
      { selector: ({ name }) => name, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 1, max: 10 }), async (versions, pageSize) => {
        const emulator = await createEmulator({ account: { projects: [{ name: "p", createdAt, versions }] } });
        const client = sdkClient(emulator.url);
        const seen: { name: string; createdAt: number }[] = [];
        for await (const page of paginateDescribeProjectVersions({ client, pageSize }, { ProjectArn })) {
          for (const { ProjectVersionArn } of page.ProjectVersionDescriptions ?? []) {
            const [, , , name = "", time] = ProjectVersionArn?.split("/") ?? [];
            seen.push({ name, createdAt: Number(time) });
          }
        }
        await emulator.close();
        const order = (a: (typeof seen)[number], b: (typeof seen)[number]): number =>
          b.createdAt - a.createdAt || (a.name < b.name ? -1 : 1);
        expect(seen).toEqual(versions.toSorted(order));
      }),
      { numRuns: 20 },
    );
  });

  test("takes names, passes over unknown ones, and walks over them too", async () => {
    const emulator = await emulatorWith({ versions: ["a", "b", "c", "d"].map((name) => ({ name })) });
    const client = sdkClient(emulator.url);
    const pages: (string | undefined)[][] = [];
    const input = { ProjectArn, VersionNames: ["d", "x", "a", "c"] };
    for await (const page of paginateDescribeProjectVersions({ client, pageSize: 2 }, input)) {
      pages.push((page.ProjectVersionDescriptions ?? []).map((each) => each.ProjectVersionArn?.split("/")[3]));
    }
    expect(pages).toEqual([["d", "c"], ["a"]]);
  });
});

describe("ListProjectPolicies", () => {
  test("gives policies with their documents as they were, the oldest first, five a page", async () => {
    const policies = Array.from({ length: 7 }, (_, index) => ({
      name: `policy-${index}`,
      document: `{"Version":"2012-10-17",  "Statement":[${index}]}`,
      createdAt: createdAt + 100 - index,
      ...(index === 6 ? { updatedAt: createdAt + 500, revisionId: "00ff" } : {}),
    }));
    const emulator = await emulatorWith({ policies });
    const client = sdkClient(emulator.url);
    const { ProjectPolicies, NextToken } = await client.send(new ListProjectPoliciesCommand({ ProjectArn }));
    expect(ProjectPolicies).toHaveLength(5);
    expect(NextToken).toBeDefined();
    expect(ProjectPolicies?.[0]).toEqual({
      ProjectArn,
      PolicyName: "policy-6",
      PolicyRevisionId: "00ff",
      PolicyDocument: policies[6]?.document,
      CreationTimestamp: new Date(createdAt + 94),
      LastUpdatedTimestamp: new Date(createdAt + 500),
    });
    const names: (string | undefined)[] = [];
    for await (const page of paginateListProjectPolicies({ client, pageSize: 3 }, { ProjectArn })) {
      names.push(...(page.ProjectPolicies ?? []).map(({ PolicyName }) => PolicyName));
    }
    expect(names).toEqual(policies.map(({ name }) => name).toReversed());
    expect(new Set(ProjectPolicies?.map(({ PolicyRevisionId }) => PolicyRevisionId)).size).toBe(5);
  });
});

describe("ListTagsForResource", () => {
  const tags = { team: "vision", "cost centre": "" };

  test.each([
    ["a version", { versions: [{ name: "v", createdAt: 5, tags }] }, `${root}/version/v/5`],
    ["a dataset", { datasets: [{ type: "TEST" as const, createdAt: 5, tags }] }, `${root}/dataset/test/5`],
    ["a project", { tags }, ProjectArn],
  ])("gives the tags of %s", async (_title, project, ResourceArn) => {
    const tagged = await emulatorWith(project);
    const command = new ListTagsForResourceCommand({ ResourceArn });
    expect((await sdkClient(tagged.url).send(command)).Tags).toEqual(tags);
  });

  test("gives none where there are none, and refuses what is not there", async () => {
    const emulator = await emulatorWith({});
    const { Tags } = await sdkClient(emulator.url).send(new ListTagsForResourceCommand({ ResourceArn: ProjectArn }));
    expect(Tags).toEqual({});
    for (const ResourceArn of [`${ProjectArn}1`, `${root}/version/v/1`, `${root}/dataset/train/1`]) {
      expect(await errorOf(emulator, "ListTagsForResource", { ResourceArn })).toBe("ResourceNotFoundException");
    }
    const ResourceArn = "arn:aws:rekognition:us-east-1:111122223333:collection/faces";
    expect(await errorOf(emulator, "ListTagsForResource", { ResourceArn })).toBe("InvalidParameterException");
  });
});

test.each(["DescribeProjectVersions", "ListProjectPolicies"])(
  "%s does not know a project of another name, time, account or region",
  async (operation) => {
    const emulator = await emulatorWith({});
    const strangers = [`${ProjectArn}1`, ProjectArn.replace("/p/", "/q/"), ProjectArn.replace("1111", "2222")];
    for (const stranger of [...strangers, ProjectArn.replace("us-east-1", "us-west-2")]) {
      expect(await errorOf(emulator, operation, { ProjectArn: stranger })).toBe("ResourceNotFoundException");
    }
    expect(await errorOf(emulator, operation, { ProjectArn })).toBeUndefined();
  },
);
