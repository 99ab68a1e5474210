import type { EmulatorOptions, JsonObject } from "@rekognition-rx/emulator";
import { describe, expect, onTestFinished, test } from "vitest";
import { awsCli, boto3 } from "./client-found.js";
import type { AwsClient, ClientMaker, ClientOptions } from "./clients/aws-client.js";
import { AwsRefusal } from "./clients/aws-refusal.js";
import { boto3Client } from "./clients/boto3-client.js";
import { commandLine } from "./clients/command-line.js";
import { sdkForJavaScript } from "./clients/sdk-for-javascript.js";
import { conformanceEmulator } from "./conformance-emulator.js";

/**
 * The same scenarios with each client, of which nothing but the endpoint is changed.
 *
 * The clients may be years old, as those of a stable distribution are: nothing here is younger than 2023.
 */
const clients: readonly (readonly [title: string, make: ClientMaker, isThere: boolean])[] = [
  ["the AWS SDK for JavaScript", sdkForJavaScript, true],
  ["the AWS CLI", commandLine, awsCli.version !== undefined],
  ["boto3", boto3Client, boto3.version !== undefined],
];

const OutputConfig = { S3Bucket: "results", S3KeyPrefix: "out/" };
const atLarge = "arn:aws:rekognition:us-east-1:111122223333:project";

describe.each(clients)("%s", { timeout: 180_000 }, (_title, make, isThere) => {
  /** An emulator, and makers of clients that lead to it. */
  const stage = async (options: EmulatorOptions) => {
    const emulator = await conformanceEmulator(options);
    const open = (options?: ClientOptions): AwsClient => {
      const client = make(emulator.url, options);
      onTestFinished(() => client.close());
      return client;
    };
    return { emulator, open };
  };

  describe.runIf(isThere)("a client", () => {
    test("walks a listing page by page, stops, and goes on from there", async () => {
      const projects = Array.from({ length: 7 }, (_, index) => ({ name: `p${index}`, createdAt: 1_000 + index }));
      const { emulator, open } = await stage({ account: { projects } });
      const client = open();
      const listing = { operation: "DescribeProjects", member: "ProjectDescriptions", pageSize: 2 };
      const arns = emulator.projects().arns();
      const all = await client.walk(listing);
      expect(arnsOf(all.items)).toEqual(arns);
      expect(all.next).toBeUndefined();
      expect(emulator.requests.map(({ input }) => input?.["MaxResults"])).toEqual([2, 2, 2, 2]);
      expect(all.items[0]).toMatchObject({
        ProjectArn: arns[0],
        CreationTimestamp: "1970-01-01T00:00:01.000Z",
        Status: "CREATED",
        Datasets: [],
      });
      const first = await client.walk({ ...listing, limit: 4 });
      expect(arnsOf(first.items)).toEqual(arns.slice(0, 4));
      expect(first.next).toEqual(expect.any(String));
      const rest = await client.walk({ ...listing, from: first.next });
      expect(arnsOf(rest.items)).toEqual(arns.slice(4));
      expect(rest.next).toBeUndefined();
    });

    test("leads a project from its creation to its end", async () => {
      const { emulator, open } = await stage({ transitions: 0 });
      const client = open();
      const { ProjectArn } = await client.call("CreateProject", { ProjectName: "made" });
      const { DatasetArn: train } = await client.call("CreateDataset", { ProjectArn, DatasetType: "TRAIN" });
      const { DatasetArn: test } = await client.call("CreateDataset", { ProjectArn, DatasetType: "TEST" });
      const lines = Array.from({ length: 10 }, (_, index) => manifestLine(index));
      const Changes = { GroundTruth: lines.map((line) => JSON.stringify(line)).join("\n") };
      await client.call("UpdateDatasetEntries", { DatasetArn: train, Changes });
      await client.call("DistributeDatasetEntries", { Datasets: [{ Arn: train }, { Arn: test }] });
      expect(await client.call("DescribeDataset", { DatasetArn: test })).toMatchObject({
        DatasetDescription: {
          Status: "UPDATE_COMPLETE",
          DatasetStats: { LabeledEntries: 2, TotalEntries: 2, TotalLabels: 2, ErrorEntries: 0 },
        },
      });
      const { items: labels } = await client.walk({
        operation: "ListDatasetLabels",
        input: { DatasetArn: train },
        member: "DatasetLabelDescriptions",
        pageSize: 1,
      });
      expect(labels).toEqual([
        { LabelName: "label-0", LabelStats: { EntryCount: 4 } },
        { LabelName: "label-1", LabelStats: { EntryCount: 4 } },
      ]);

      const { ProjectVersionArn } = await client.call("CreateProjectVersion", {
        ProjectArn,
        VersionName: "v",
        OutputConfig,
      });
      await client.wait("ProjectVersionTrainingCompleted", { ProjectArn });
      const start = { ProjectVersionArn, MinInferenceUnits: 1 };
      expect(await client.call("StartProjectVersion", start)).toEqual({ Status: "STARTING" });
      await client.wait("ProjectVersionRunning", { ProjectArn, VersionNames: ["v"] });
      expect(await refusal(client.call("DeleteProjectVersion", { ProjectVersionArn }))).toBe("ResourceInUseException");
      expect(await client.call("StopProjectVersion", { ProjectVersionArn })).toEqual({ Status: "STOPPING" });
      await client.call("TagResource", { ResourceArn: ProjectVersionArn, Tags: { x: "1", y: "2" } });
      await client.call("UntagResource", { ResourceArn: ProjectVersionArn, TagKeys: ["x"] });
      expect(await client.call("ListTagsForResource", { ResourceArn: ProjectVersionArn })).toEqual({
        Tags: { y: "2" },
      });
      expect(await client.call("DescribeProjectVersions", { ProjectArn })).toMatchObject({
        ProjectVersionDescriptions: [
          {
            ProjectVersionArn,
            Status: "STOPPED",
            MinInferenceUnits: 1,
            OutputConfig,
            EvaluationResult: { F1Score: 0.9 },
          },
        ],
      });

      expect(await refusal(client.call("DeleteProject", { ProjectArn }))).toBe("ResourceInUseException");
      expect(await client.call("DeleteProjectVersion", { ProjectVersionArn })).toEqual({ Status: "DELETING" });
      expect(await refusal(client.call("DeleteProject", { ProjectArn }))).toBe("ResourceInUseException");
      for (const DatasetArn of [train, test]) {
        expect(await client.call("DeleteDataset", { DatasetArn })).toEqual({});
      }
      expect(await client.call("DeleteProject", { ProjectArn })).toEqual({ Status: "DELETING" });
      expect(emulator.projects().size).toBe(0);
    });

    test("lists entries by every filter", async () => {
      const entries = [
        manifestLine(0),
        manifestLine(1),
        { "source-ref": "s3://bucket/unlabeled.png" },
        { ...manifestLine(3), "cl-errors": [{ code: "ERROR_INVALID_IMAGE", message: "The image is invalid." }] },
      ];
      const datasets = [{ type: "TRAIN" as const, createdAt: 6, entries }];
      const { open } = await stage({ account: { projects: [{ name: "p", createdAt: 5, datasets }] } });
      const client = open();
      const listed = async (filter: JsonObject): Promise<number[]> => {
        const { items } = await client.walk({
          operation: "ListDatasetEntries",
          input: { DatasetArn: `${atLarge}/p/dataset/train/6`, ...filter },
          member: "DatasetEntries",
          pageSize: 2,
        });
        const refs = entries.map((entry) => entry["source-ref"]);
        return items.map((line) => refs.indexOf((JSON.parse(String(line)) as (typeof entries)[0])["source-ref"]));
      };
      const filters = [
        {},
        { ContainsLabels: ["label-1", "nothing"] },
        { Labeled: false },
        { SourceRefContains: ".png" },
        { HasErrors: true, Labeled: true },
      ];
      expect(await Promise.all(filters.map(listed))).toEqual([[0, 1, 2, 3], [1, 3], [2], [2], [3]]);
    });

    test("copies a model out of another account once a policy of it allows that", async () => {
      const [owner, guest] = ["111122223333", "444455556666"];
      const { open } = await stage({
        transitions: 0,
        accounts: [
          { accountId: owner, projects: [{ name: "p", createdAt: 5, versions: [{ name: "v", createdAt: 6 }] }] },
          { accountId: guest, projects: [{ name: "q", createdAt: 5 }] },
        ],
      });
      const [mine, theirs] = [open({ accessKeyId: owner }), open({ accessKeyId: guest })];
      const SourceProjectArn = `${atLarge}/p/5`;
      const DestinationProjectArn = `arn:aws:rekognition:us-east-1:${guest}:project/q/5`;
      const copy = {
        SourceProjectArn,
        SourceProjectVersionArn: `${atLarge}/p/version/v/6`,
        DestinationProjectArn,
        VersionName: "copy",
        OutputConfig,
      };
      expect(await refusal(theirs.call("CopyProjectVersion", copy))).toBe("AccessDeniedException");
      const Statement = [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${guest}:root` },
          Action: "rekognition:CopyProjectVersion",
          Resource: `${atLarge}/p/version/*`,
        },
      ];
      const policy = { ProjectArn: SourceProjectArn, PolicyName: "sharing" };
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      const { PolicyRevisionId } = await mine.call("PutProjectPolicy", { ...policy, PolicyDocument });
      expect(await mine.call("ListProjectPolicies", { ProjectArn: SourceProjectArn })).toMatchObject({
        ProjectPolicies: [{ PolicyName: "sharing", PolicyRevisionId, PolicyDocument }],
      });
      const { ProjectVersionArn } = await theirs.call("CopyProjectVersion", copy);
      expect(await theirs.call("DescribeProjectVersions", { ProjectArn: DestinationProjectArn })).toMatchObject({
        ProjectVersionDescriptions: [
          { ProjectVersionArn, Status: "COPYING_COMPLETED", SourceProjectVersionArn: copy.SourceProjectVersionArn },
        ],
      });
      const stale = { ...policy, PolicyRevisionId: "00" };
      expect(await refusal(mine.call("DeleteProjectPolicy", stale))).toBe("InvalidPolicyRevisionIdException");
      expect(await mine.call("DeleteProjectPolicy", { ...policy, PolicyRevisionId: String(PolicyRevisionId) })).toEqual(
        {},
      );
      const again = { ...copy, VersionName: "again" };
      expect(await refusal(theirs.call("CopyProjectVersion", again))).toBe("AccessDeniedException");
    });

    test("is known by its signature, where the emulator knows whose are good", async () => {
      const good = { accessKeyId: "AKIDGOOD", secretAccessKey: "secret/with+signs" };
      const temporary = { accessKeyId: "ASIATEMP", secretAccessKey: "other", sessionToken: "token/with+signs==" };
      const { emulator, open } = await stage({
        account: { projects: [{ name: "p", createdAt: 5 }] },
        credentials: [good, { ...temporary, expiresAt: Date.now() + 3_600_000 }],
      });
      const outcome = (credentials: ClientOptions): Promise<string> =>
        refusal(open(credentials).call("DescribeProjects", { ProjectNames: ["p"] }));
      const answered = expect.stringMatching(/^was answered with .*project\/p\/5/) as unknown;
      const wrong = [
        { ...good, secretAccessKey: "wrong" },
        { ...good, accessKeyId: "AKIDNOBODY" },
        { ...temporary, sessionToken: "wrong" },
      ];
      expect(await Promise.all([good, temporary, ...wrong].map(outcome))).toEqual([
        answered,
        answered,
        "InvalidSignatureException",
        "UnrecognizedClientException",
        "UnrecognizedClientException",
      ]);
      emulator.advance(3_600_000);
      expect(await Promise.all([good, temporary].map(outcome))).toEqual([answered, "ExpiredTokenException"]);
    });

    test("gets what is refused by the service's own codes", async () => {
      const { emulator, open } = await stage({
        account: { projects: [{ name: "p", createdAt: 5 }] },
        quotas: { projects: 1 },
      });
      const client = open();
      const codes = await Promise.all(refusals.map(([, operation, input]) => refusal(client.call(operation, input))));
      expect(codes).toEqual(refusals.map(([code]) => code));
      const journal = emulator.requests.map(({ operation, errorType }) => `${errorType} ${operation}`);
      expect(journal.toSorted()).toEqual(refusals.map(([code, operation]) => `${code} ${operation}`).toSorted());
    });
  });
});

const refusals: readonly (readonly [code: string, operation: string, input: JsonObject])[] = [
  ["ResourceNotFoundException", "DescribeProjectVersions", { ProjectArn: `${atLarge}/nobody/1` }],
  ["ValidationException", "DescribeProjects", { MaxResults: 101 }],
  ["InvalidPaginationTokenException", "DescribeProjects", { NextToken: "forged" }],
  ["ResourceInUseException", "CreateProject", { ProjectName: "p" }],
  ["LimitExceededException", "CreateProject", { ProjectName: "one-too-many" }],
  [
    "MalformedPolicyDocumentException",
    "PutProjectPolicy",
    { ProjectArn: `${atLarge}/p/5`, PolicyName: "n", PolicyDocument: "{}" },
  ],
  ["UnknownOperationException", "ListCollections", {}],
];

function arnsOf(items: readonly unknown[]): unknown[] {
  return items.map((each) => (each as JsonObject)["ProjectArn"]);
}

/** The code of what the service refuses. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    return `was answered with ${JSON.stringify(await call)}`;
  } catch (error) {
    if (error instanceof AwsRefusal) {
      return error.code;
    }
    throw error;
  }
}

function manifestLine(index: number): { readonly "source-ref": string } & JsonObject {
  return {
    "source-ref": `s3://bucket/${index}.jpg`,
    set: 1,
    "set-metadata": { "class-name": `label-${index % 2}`, type: "groundtruth/image-classification" },
  };
}
