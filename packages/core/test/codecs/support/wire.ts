import * as fc from "fast-check";

/** JSON as the service sends it: members may be missing or `null`, enums may be of tomorrow, times are epoch seconds. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const name = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,40}$/);
const millis = fc.integer({ min: 1_500_000_000_000, max: 1_900_000_000_000 });
const seconds = fc.oneof(
  millis.map((ms) => ms / 1_000),
  millis.map((ms) => Math.floor(ms / 1_000)),
  fc.double({ min: -62_000_000_000, max: 250_000_000_000, noNaN: true }),
);
const head = fc
  .record({
    partition: fc.constantFrom("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-eusc"),
    region: fc.constantFrom("us-east-1", "eu-west-2", "cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1"),
    account: fc.stringMatching(/^\d{12}$/),
    name,
  })
  .map(({ partition, region, account, name }) => `arn:${partition}:rekognition:${region}:${account}:project/${name}`);

export const projectArn: fc.Arbitrary<string> = fc.tuple(head, millis).map(([head, ms]) => `${head}/${ms}`);
export const datasetArn: fc.Arbitrary<string> = fc
  .tuple(head, fc.constantFrom("train", "test", "validation"), millis)
  .map(([head, kind, ms]) => `${head}/dataset/${kind}/${ms}`);

export const versionArn: fc.Arbitrary<string> = fc
  .tuple(head, name, millis)
  .map(([head, version, ms]) => `${head}/version/${version}/${ms}`);

const enumOf = (...values: readonly string[]) => fc.oneof(fc.constantFrom(...values), fc.string());
const member = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 5, nil: null });

export const dataset: fc.Arbitrary<Json> = fc.record(
  {
    DatasetArn: datasetArn,
    CreationTimestamp: member(seconds),
    DatasetType: member(enumOf("TRAIN", "TEST")),
    Status: member(enumOf("CREATE_COMPLETE", "CREATE_FAILED")),
    StatusMessage: member(fc.string()),
    StatusMessageCode: member(enumOf("SUCCESS", "CLIENT_ERROR")),
    Tomorrow: fc.jsonValue() as fc.Arbitrary<Json>,
  },
  { requiredKeys: ["DatasetArn"] },
);

export const project: fc.Arbitrary<Json> = fc.record(
  {
    ProjectArn: projectArn,
    CreationTimestamp: member(seconds),
    Status: member(enumOf("CREATING", "CREATED", "DELETING")),
    Datasets: member(fc.array(dataset, { maxLength: 3 })),
    Feature: member(enumOf("CUSTOM_LABELS", "CONTENT_MODERATION")),
    AutoUpdate: member(enumOf("ENABLED", "DISABLED")),
    Tomorrow: fc.jsonValue() as fc.Arbitrary<Json>,
  },
  { requiredKeys: ["ProjectArn"] },
);

export const page: fc.Arbitrary<Json> = fc.record(
  { ProjectDescriptions: member(fc.array(project, { maxLength: 4 })), NextToken: member(fc.string()) },
  { requiredKeys: [] },
);

const text = member(fc.string());
const time = member(seconds);
const count = member(fc.nat());
const share = member(fc.double({ min: 0, max: 100, noNaN: true }));
/** Every member may be missing, and there may be one of tomorrow. */
const loose = (members: Record<string, fc.Arbitrary<Json>>, ...required: readonly string[]): fc.Arbitrary<Json> =>
  fc.record<Record<string, Json>, string>(
    { ...members, Tomorrow: fc.jsonValue() as fc.Arbitrary<Json> },
    { requiredKeys: [...required] },
  );

const s3Object = member(loose({ Bucket: text, Name: text, Version: text }));
const manifest = member(loose({ S3Object: s3Object }));
const assets = member(fc.array(loose({ GroundTruthManifest: manifest }), { maxLength: 2 }));
const trainingData = member(loose({ Assets: assets }));
const testingData = member(loose({ Assets: assets, AutoCreate: member(fc.boolean()) }));

export const version: fc.Arbitrary<Json> = loose(
  {
    ProjectVersionArn: versionArn,
    CreationTimestamp: time,
    MinInferenceUnits: count,
    Status: member(enumOf("TRAINING_COMPLETED", "RUNNING", "COPYING_FAILED")),
    StatusMessage: text,
    BillableTrainingTimeInSeconds: count,
    TrainingEndTimestamp: time,
    OutputConfig: member(loose({ S3Bucket: text, S3KeyPrefix: text })),
    TrainingDataResult: member(loose({ Input: trainingData, Output: trainingData, Validation: trainingData })),
    TestingDataResult: member(loose({ Input: testingData, Output: testingData, Validation: trainingData })),
    EvaluationResult: member(loose({ F1Score: share, Summary: manifest })),
    ManifestSummary: manifest,
    KmsKeyId: text,
    MaxInferenceUnits: count,
    SourceProjectVersionArn: member(versionArn),
    VersionDescription: text,
    Feature: member(enumOf("CUSTOM_LABELS", "CONTENT_MODERATION")),
    BaseModelVersion: text,
    FeatureConfig: member(loose({ ContentModeration: member(loose({ ConfidenceThreshold: share })) })),
  },
  "ProjectVersionArn",
);

export const datasetDescription: fc.Arbitrary<Json> = loose({
  CreationTimestamp: time,
  LastUpdatedTimestamp: time,
  Status: member(enumOf("CREATE_COMPLETE", "UPDATE_FAILED")),
  StatusMessage: text,
  StatusMessageCode: member(enumOf("SUCCESS", "CLIENT_ERROR")),
  DatasetStats: member(loose({ LabeledEntries: count, TotalEntries: count, TotalLabels: count, ErrorEntries: count })),
});

export const label: fc.Arbitrary<Json> = loose(
  { LabelName: fc.string(), LabelStats: member(loose({ EntryCount: count, BoundingBoxCount: count })) },
  "LabelName",
);

export const policy: fc.Arbitrary<Json> = loose(
  {
    ProjectArn: member(projectArn),
    PolicyName: fc.string(),
    PolicyRevisionId: text,
    PolicyDocument: text,
    CreationTimestamp: time,
    LastUpdatedTimestamp: time,
  },
  "PolicyName",
);

/** A page of the operation whose list is this. */
export const pageOf = (list: string, item: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  loose({ [list]: member(fc.array(item, { maxLength: 3 })), NextToken: text });
