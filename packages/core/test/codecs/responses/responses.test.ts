import {
  DescribeDatasetCommand,
  DescribeProjectVersionsCommand,
  ListDatasetEntriesCommand,
  ListDatasetLabelsCommand,
  ListProjectPoliciesCommand,
  RekognitionClient,
} from "@aws-sdk/client-rekognition";
import * as fc from "fast-check";
import { isLeft, right } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { decodeErrorFrom } from "../../../src/codecs/decode-error-from.js";
import { DescribeDatasetResponse } from "../../../src/codecs/responses/describe-dataset-response.js";
import { DescribeProjectVersionsResponse } from "../../../src/codecs/responses/describe-project-versions-response.js";
import { ListDatasetEntriesResponse } from "../../../src/codecs/responses/list-dataset-entries-response.js";
import { ListDatasetLabelsResponse } from "../../../src/codecs/responses/list-dataset-labels-response.js";
import { ListProjectPoliciesResponse } from "../../../src/codecs/responses/list-project-policies-response.js";
import { unknownEnums } from "../../../src/codecs/enums/unknown-enums.js";
import { datasetDescription, type Json, label, pageOf, policy, version } from "../support/wire.js";

const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/dataset/train/1700000000456";
const ProjectArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/1700000000123";
const ProjectVersionArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/version/p.v1/1700000000789";

/** The SDK's own client, whose every request is answered with this body. */
function clientOf(body: Json): RekognitionClient {
  return new RekognitionClient({
    region: "us-east-1",
    credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    requestHandler: {
      handle: async () => ({
        response: {
          statusCode: 200,
          headers: { "content-type": "application/x-amz-json-1.1" },
          body: Readable.from([JSON.stringify(body)]),
        },
      }),
    },
  });
}

interface Response {
  readonly codec: t.Type<unknown>;
  readonly wire: fc.Arbitrary<Json>;
  readonly send: (client: RekognitionClient) => Promise<unknown>;
  /** The member that an empty answer has. */
  readonly empty: object;
}

const responses: readonly Response[] = [
  {
    codec: DescribeProjectVersionsResponse as t.Any,
    wire: pageOf("ProjectVersionDescriptions", version),
    send: (client) => client.send(new DescribeProjectVersionsCommand({ ProjectArn })),
    empty: { ProjectVersionDescriptions: [] },
  },
  {
    codec: DescribeDatasetResponse as t.Any,
    wire: datasetDescription.map((DatasetDescription) => ({ DatasetDescription })),
    send: (client) => client.send(new DescribeDatasetCommand({ DatasetArn })),
    empty: {},
  },
  {
    codec: ListDatasetLabelsResponse as t.Any,
    wire: pageOf("DatasetLabelDescriptions", label),
    send: (client) => client.send(new ListDatasetLabelsCommand({ DatasetArn })),
    empty: { DatasetLabelDescriptions: [] },
  },
  {
    codec: ListDatasetEntriesResponse as t.Any,
    wire: pageOf("DatasetEntries", fc.string()),
    send: (client) => client.send(new ListDatasetEntriesCommand({ DatasetArn })),
    empty: { DatasetEntries: [] },
  },
  {
    codec: ListProjectPoliciesResponse as t.Any,
    wire: pageOf("ProjectPolicies", policy),
    send: (client) => client.send(new ListProjectPoliciesCommand({ ProjectArn })),
    empty: { ProjectPolicies: [] },
  },
];

describe.each(responses)("$codec.name", ({ codec, wire, send, empty }) => {
  it("decodes every answer the SDK can deserialize, to the same as the answer's JSON", async () => {
    await fc.assert(
      fc.asyncProperty(wire, async (body) => {
        const fromJson = codec.decode(JSON.parse(JSON.stringify(body)));
        expect(fromJson._tag).toBe("Right");
        expect(codec.decode(await send(clientOf(body)))).toStrictEqual(fromJson);
      }),
      { numRuns: 40 },
    );
  });

  it("decodes an empty answer, with its lists", () => {
    expect(codec.decode({})).toStrictEqual(right(empty));
    expect(codec.decode({ $metadata: { httpStatusCode: 200 }, Tomorrow: 5 })).toStrictEqual(right(empty));
  });

  it.each([[undefined], [null], [[]], ["{}"], [new Error("an answer?")], [Promise.resolve({})], [new Map()]])(
    "takes %s for no answer",
    (value) => {
      expect(isLeft(codec.decode(value))).toBe(true);
    },
  );
});

describe("a version", () => {
  it("is decoded as `aws rekognition describe-project-versions` prints it, to the last member", () => {
    const manifest = { S3Object: { Bucket: "b", Name: "manifest.json" } };
    const assets = { Assets: [{ GroundTruthManifest: manifest }] };
    const printed = {
      ProjectVersionArn,
      CreationTimestamp: "2023-11-14T22:13:20.123000+00:00",
      MinInferenceUnits: 1,
      Status: "RUNNING",
      StatusMessage: "The model is running.",
      BillableTrainingTimeInSeconds: 5_400,
      TrainingEndTimestamp: "2023-11-15T00:13:20.456000+02:00",
      OutputConfig: { S3Bucket: "out", S3KeyPrefix: "evaluation" },
      TrainingDataResult: { Input: assets, Output: assets, Validation: assets },
      TestingDataResult: { Input: { ...assets, AutoCreate: true }, Output: { ...assets, AutoCreate: false } },
      EvaluationResult: { F1Score: 0.93, Summary: manifest },
      ManifestSummary: manifest,
      KmsKeyId: "key",
      MaxInferenceUnits: 5,
      SourceProjectVersionArn: ProjectVersionArn,
      VersionDescription: "the second",
      Feature: "CUSTOM_LABELS",
      BaseModelVersion: "7.0",
      FeatureConfig: { ContentModeration: { ConfidenceThreshold: 52.5 } },
    };
    const expected = {
      ...printed,
      CreationTimestamp: new Date(1_700_000_000_123),
      TrainingEndTimestamp: new Date(1_700_000_000_456),
    };
    expect(DescribeProjectVersionsResponse.decode({ ProjectVersionDescriptions: [printed] })).toStrictEqual(
      right({ ProjectVersionDescriptions: [expected] }),
    );
  });

  it("says of a member deep inside where it is and what it should be", () => {
    const decoded = DescribeProjectVersionsResponse.decode({
      ProjectVersionDescriptions: [
        { ProjectVersionArn },
        {
          ProjectVersionArn,
          TrainingDataResult: { Output: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: 5 } } }] } },
          EvaluationResult: { F1Score: "0.9" },
        },
      ],
    });
    const issues = isLeft(decoded) ? decodeErrorFrom(decoded.left).errors : [];
    expect(issues.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      "ProjectVersionDescriptions[1].TrainingDataResult.Output.Assets[0].GroundTruthManifest.S3Object.Bucket: " +
        "expected a string",
      "ProjectVersionDescriptions[1].EvaluationResult.F1Score: expected a finite number",
    ]);
  });

  it("keeps a status of tomorrow, and reports it", () => {
    const decoded = DescribeProjectVersionsResponse.decode({
      ProjectVersionDescriptions: [{ ProjectVersionArn, Status: "ARCHIVED" }],
    });
    if (isLeft(decoded)) {
      throw new Error("a status of tomorrow is no error");
    }
    expect(unknownEnums(DescribeProjectVersionsResponse, decoded.right)).toMatchObject([
      { path: "ProjectVersionDescriptions[0].Status", value: "ARCHIVED" },
    ]);
  });
});

describe("what an item is recognised by", () => {
  it.each<[t.Type<unknown>, object, string]>([
    [DescribeProjectVersionsResponse as t.Any, { ProjectVersionDescriptions: [{}] }, "ProjectVersionArn"],
    [
      DescribeProjectVersionsResponse as t.Any,
      { ProjectVersionDescriptions: [{ ProjectVersionArn: ProjectArn }] },
      "ProjectVersionArn",
    ],
    [ListDatasetLabelsResponse as t.Any, { DatasetLabelDescriptions: [{ LabelStats: {} }] }, "LabelName"],
    [ListProjectPoliciesResponse as t.Any, { ProjectPolicies: [{ ProjectArn }] }, "PolicyName"],
  ])("is required", (codec, page, member) => {
    const decoded = codec.decode(page);
    expect(isLeft(decoded) && decodeErrorFrom(decoded.left).path).toMatch(
      new RegExp(String.raw`\[0\]\.${member}$`, "u"),
    );
  });
});
