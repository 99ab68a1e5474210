import { describe, expect, test } from "vitest";
import type { JsonObject, ProjectStatus } from "@rekognition-rx/emulator";
import { type Stage, stage, stageMs } from "../support/stage.js";

const both = { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] };

async function projects({ ok }: Stage): Promise<readonly JsonObject[]> {
  return (await ok("DescribeProjects", both))["ProjectDescriptions"] as readonly JsonObject[];
}

async function statuses(on: Stage): Promise<unknown[]> {
  return (await projects(on)).map((project) => project["Status"]);
}

describe("CreateProject", () => {
  test("makes a project that is CREATING, and CREATED when its time has come", async () => {
    const on = await stage({ transitions: { createProject: 500 } });
    const { ProjectArn } = await on.ok("CreateProject", { ProjectName: "welds", Tags: { team: "a" } });
    expect(ProjectArn).toBe(`arn:aws:rekognition:us-east-1:111122223333:project/welds/${stageMs}`);
    const description = {
      ProjectArn,
      CreationTimestamp: stageMs / 1_000,
      Status: "CREATING",
      Datasets: [],
    };
    expect(await projects(on)).toEqual([description]);
    on.pass(499);
    expect(await statuses(on)).toEqual(["CREATING"]);
    on.pass(1);
    expect(await projects(on)).toEqual([{ ...description, Status: "CREATED" }]);
    expect(await on.ok("ListTagsForResource", { ResourceArn: ProjectArn })).toEqual({ Tags: { team: "a" } });
  });

  test("makes an adapter's project, which must say whether it updates itself", async () => {
    const on = await stage();
    const moderation = { ProjectName: "uploads", Feature: "CONTENT_MODERATION" };
    expect(await on.refusal("CreateProject", moderation)).toBe("InvalidParameterException");
    await on.ok("CreateProject", { ...moderation, AutoUpdate: "ENABLED" });
    await on.ok("CreateProject", { ...moderation, ProjectName: "profiles", AutoUpdate: "DISABLED" });
    const described = (await projects(on)).map(({ Feature, AutoUpdate }) => ({ Feature, AutoUpdate }));
    // An update that is off is not spoken of.
    expect(described).toEqual([
      { Feature: "CONTENT_MODERATION", AutoUpdate: undefined },
      { Feature: "CONTENT_MODERATION", AutoUpdate: "ENABLED" },
    ]);
    const labels = { ProjectName: "labels", AutoUpdate: "ENABLED" };
    expect(await on.refusal("CreateProject", labels)).toBe("InvalidParameterException");
  });

  test("makes a project that can be used at once, while it is still CREATING", async () => {
    const on = await stage();
    const { ProjectArn } = await on.ok("CreateProject", { ProjectName: "a" });
    expect(await statuses(on)).toEqual(["CREATING"]);
    await on.ok("CreateDataset", { ProjectArn, DatasetType: "TRAIN" });
    await on.ok("PutProjectPolicy", { ProjectArn, PolicyName: "p", PolicyDocument: policy("ALLOW") });
    expect(await statuses(on)).toEqual(["CREATING"]);
    const { ProjectArn: empty } = await on.ok("CreateProject", { ProjectName: "b" });
    expect(await on.ok("DeleteProject", { ProjectArn: empty })).toEqual({ Status: "DELETING" });
  });

  test("refuses a name that is taken, also while the other is being deleted", async () => {
    const on = await stage({ transitions: 100 });
    const { ProjectArn } = await on.ok("CreateProject", { ProjectName: "a" });
    expect(await on.refusal("CreateProject", { ProjectName: "a" })).toBe("ResourceInUseException");
    on.pass(100);
    await on.ok("DeleteProject", { ProjectArn });
    expect(await on.refusal("CreateProject", { ProjectName: "a" })).toBe("ResourceInUseException");
    on.pass(100);
    expect(await on.refusal("CreateProject", { ProjectName: "a" })).toBe("OK");
  });

  test("keeps to the quota of each account and region", async () => {
    const on = await stage({ quotas: { projects: 2 }, accessKeys: { OTHER: "444455556666" } });
    for (const ProjectName of ["a", "b"]) {
      await on.ok("CreateProject", { ProjectName });
    }
    expect(await on.refusal("CreateProject", { ProjectName: "c" })).toBe("LimitExceededException");
    expect(await on.refusal("CreateProject", { ProjectName: "c" }, { accessKeyId: "OTHER" })).toBe("OK");
    expect(await on.refusal("CreateProject", { ProjectName: "c" }, { region: "eu-west-1" })).toBe("OK");
  });

  test("keeps to the service's quota of a hundred by default", async () => {
    const seeds = Array.from({ length: 99 }, (_, index) => ({ name: `p${index}` }));
    const on = await stage({ account: { projects: seeds } });
    await on.ok("CreateProject", { ProjectName: "last" });
    expect(await on.refusal("CreateProject", { ProjectName: "over" })).toBe("LimitExceededException");
  });
});

describe("DeleteProject", () => {
  test("of an empty project takes it away at once: a read finds nothing, and the name is free", async () => {
    const on = await stage();
    const { ProjectArn } = await on.ok("CreateProject", { ProjectName: "a" });
    expect(await on.ok("DeleteProject", { ProjectArn })).toEqual({ Status: "DELETING" });
    expect(await projects(on)).toEqual([]);
    expect(await on.refusal("DescribeProjectVersions", { ProjectArn })).toBe("ResourceNotFoundException");
    expect(await on.refusal("CreateProject", { ProjectName: "a" })).toBe("OK");
  });

  test("takes as long as it is asked to", async () => {
    const on = await stage({ transitions: { deleteProject: 100 }, account: { projects: [{ name: "a" }] } });
    const [ProjectArn] = on.emulator.projects().arns();
    expect(await on.ok("DeleteProject", { ProjectArn })).toEqual({ Status: "DELETING" });
    expect(await projects(on)).toMatchObject([{ ProjectArn, Status: "DELETING" }]);
    expect(await on.refusal("DeleteProject", { ProjectArn })).toBe("ResourceInUseException");
    expect(await on.refusal("CreateDataset", { ProjectArn, DatasetType: "TRAIN" })).toBe("InvalidParameterException");
    on.pass(100);
    expect(on.emulator.projects().size).toBe(0);
    expect(await on.refusal("DeleteProject", { ProjectArn })).toBe("ResourceNotFoundException");
  });

  test.each([
    ["with a version", { versions: [{ name: "v" }] }, "ResourceInUseException"],
    ["that is being created", { status: "CREATING" as ProjectStatus }, "OK"],
    ["that is going", { status: "DELETING" as ProjectStatus }, "ResourceInUseException"],
    ["with a dataset", { datasets: [{ type: "TEST" as const }] }, "ResourceInUseException"],
    [
      "with a dataset that is going",
      { datasets: [{ type: "TEST" as const, status: "DELETE_IN_PROGRESS" as const }] },
      "ResourceInUseException",
    ],
    ["with a policy alone", { policies: [{ name: "p", document: "{}" }] }, "OK"],
  ])("of a project %s answers as it must", async (_title, seed, outcome) => {
    const on = await stage({ account: { projects: [{ name: "a", ...seed }] } });
    const [ProjectArn] = on.emulator.projects().arns();
    expect(await on.refusal("DeleteProject", { ProjectArn })).toBe(outcome);
  });
});

describe("tags", () => {
  test("are added, replaced and taken away", async () => {
    const on = await stage({ account: { projects: [{ name: "a", versions: [{ name: "v", createdAt: 9 }] }] } });
    const ResourceArn = "arn:aws:rekognition:us-east-1:111122223333:project/a/version/v/9";
    expect(await on.ok("TagResource", { ResourceArn, Tags: { a: "1", b: "2" } })).toEqual({});
    expect(await on.ok("TagResource", { ResourceArn, Tags: { b: "3", c: "" } })).toEqual({});
    expect(await on.ok("ListTagsForResource", { ResourceArn })).toEqual({ Tags: { a: "1", b: "3", c: "" } });
    expect(await on.ok("UntagResource", { ResourceArn, TagKeys: ["a", "nothing"] })).toEqual({});
    expect(await on.ok("ListTagsForResource", { ResourceArn })).toEqual({ Tags: { b: "3", c: "" } });
  });

  test("keep to their quota, counting a replaced one once", async () => {
    const on = await stage({
      account: { projects: [{ name: "a", tags: { a: "1" } }] },
      quotas: { tagsPerResource: 2 },
    });
    const [ResourceArn] = on.emulator.projects().arns();
    expect(await on.refusal("TagResource", { ResourceArn, Tags: { a: "2", b: "1" } })).toBe("OK");
    expect(await on.refusal("TagResource", { ResourceArn, Tags: { c: "1" } })).toBe("ServiceQuotaExceededException");
    expect(await on.ok("ListTagsForResource", { ResourceArn })).toEqual({ Tags: { a: "2", b: "1" } });
  });

  test("of what is not there are refused", async () => {
    const on = await stage();
    const ResourceArn = "arn:aws:rekognition:us-east-1:111122223333:project/a/version/v/9";
    expect(await on.refusal("TagResource", { ResourceArn, Tags: {} })).toBe("ResourceNotFoundException");
    expect(await on.refusal("UntagResource", { ResourceArn, TagKeys: [] })).toBe("ResourceNotFoundException");
  });
});

const policy = (effect = "Allow"): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: effect, Principal: "*", Action: "rekognition:CopyProjectVersion", Resource: "*" },
  });

describe("policies", () => {
  test("are attached, changed by the revision that there is, listed and taken off", async () => {
    const on = await stage({ account: { projects: [{ name: "a" }] } });
    const [ProjectArn] = on.emulator.projects().arns();
    const put = { ProjectArn, PolicyName: "p", PolicyDocument: policy() };
    const { PolicyRevisionId: first } = await on.ok("PutProjectPolicy", put);
    expect(first).toMatch(/^[\da-f]{32}$/);
    expect(await on.refusal("PutProjectPolicy", put)).toBe("ResourceAlreadyExistsException");
    const wrong = { ...put, PolicyRevisionId: "0123" };
    expect(await on.refusal("PutProjectPolicy", wrong)).toBe("InvalidPolicyRevisionIdException");
    expect(await on.refusal("PutProjectPolicy", { ...wrong, PolicyName: "q" })).toBe(
      "InvalidPolicyRevisionIdException",
    );
    on.pass(5_000);
    const { PolicyRevisionId: second } = await on.ok("PutProjectPolicy", { ...put, PolicyRevisionId: first });
    expect(second).not.toBe(first);
    expect(await on.ok("ListProjectPolicies", { ProjectArn })).toEqual({
      ProjectPolicies: [
        {
          ProjectArn,
          PolicyName: "p",
          PolicyRevisionId: second,
          PolicyDocument: policy(),
          CreationTimestamp: stageMs / 1_000,
          LastUpdatedTimestamp: stageMs / 1_000 + 5,
        },
      ],
    });
    const gone = { ProjectArn, PolicyName: "p" };
    expect(await on.refusal("DeleteProjectPolicy", { ...gone, PolicyRevisionId: first })).toBe(
      "InvalidPolicyRevisionIdException",
    );
    expect(await on.ok("DeleteProjectPolicy", { ...gone, PolicyRevisionId: second })).toEqual({});
    expect(await on.refusal("DeleteProjectPolicy", gone)).toBe("ResourceNotFoundException");
    expect(await on.ok("ListProjectPolicies", { ProjectArn })).toEqual({ ProjectPolicies: [] });
  });

  test("are given another revision each time, even at one moment", async () => {
    const on = await stage({ account: { projects: [{ name: "a" }] } });
    const [ProjectArn] = on.emulator.projects().arns();
    const put = { ProjectArn, PolicyName: "p", PolicyDocument: policy() };
    const revisions = new Set<unknown>();
    let PolicyRevisionId: unknown;
    for (let round = 0; round < 4; round += 1) {
      ({ PolicyRevisionId } = await on.ok("PutProjectPolicy", { ...put, PolicyRevisionId }));
      revisions.add(PolicyRevisionId);
    }
    expect(revisions.size).toBe(4);
  });

  test.each([
    ["text", "allow all"],
    ["a list", "[]"],
    ["nothing", "{}"],
    ["a statement in words", '{"Statement":["allow"]}'],
    ["an effect of its own", policy("Maybe")],
    ["no action", '{"Statement":[{"Effect":"Allow","Principal":"*","Resource":"*"}]}'],
  ])("with %s are malformed", async (_title, PolicyDocument) => {
    const on = await stage({ account: { projects: [{ name: "a" }] } });
    const [ProjectArn] = on.emulator.projects().arns();
    const put = { ProjectArn, PolicyName: "p", PolicyDocument };
    expect(await on.refusal("PutProjectPolicy", put)).toBe("MalformedPolicyDocumentException");
  });

  test("are not for adapters", async () => {
    const on = await stage({ account: { projects: [{ name: "a", feature: "CONTENT_MODERATION" }] } });
    const [ProjectArn] = on.emulator.projects().arns();
    const put = { ProjectArn, PolicyName: "p", PolicyDocument: policy() };
    expect(await on.refusal("PutProjectPolicy", put)).toBe("InvalidParameterException");
  });
});
