import type { DescribeProjectVersionsCommandOutput } from "@aws-sdk/client-rekognition";
import { describeProjectVersions$, parseProjectVersionArn, ProjectVersionDescription } from "@rekognition-rx/core";
import { isLeft } from "fp-ts/lib/Either.js";
import type { VersionRecord } from "../../records/version-record.js";
import type { CrawledOperation } from "./crawled-operation.js";
import { isoOf } from "./iso-of.js";
import { listedOperation } from "./listed-operation.js";
import { readItems } from "./read-items.js";

export const describeProjectVersions: CrawledOperation = listedOperation<DescribeProjectVersionsCommandOutput>({
  operation: "DescribeProjectVersions",
  depths: ["versions", "usage"],
  parent: "project",
  list: ({ client, parentArn }, config) => describeProjectVersions$({ client, ...config }, { ProjectArn: parentArn }),
  read: ({ ProjectVersionDescriptions: versions = [] }, parentArn) =>
    readItems(versions, ProjectVersionDescription, (version) => versionRecord(version, parentArn)),
});

function versionRecord(version: ProjectVersionDescription, projectArn: string): VersionRecord {
  const parts = parseProjectVersionArn(version.ProjectVersionArn);
  // Cannot happen: decoding has checked the ARN already, with the same grammar.
  if (isLeft(parts)) {
    throw parts.left;
  }
  return {
    _tag: "Version",
    arn: version.ProjectVersionArn,
    projectArn,
    projectName: parts.right.projectName,
    name: parts.right.versionName,
    // The service leaves the feature out for Custom Labels.
    feature: version.Feature ?? "CUSTOM_LABELS",
    status: version.Status ?? null,
    statusMessage: version.StatusMessage ?? null,
    creationTimestamp: isoOf(version.CreationTimestamp),
    trainingEndTimestamp: isoOf(version.TrainingEndTimestamp),
    billableTrainingSeconds: version.BillableTrainingTimeInSeconds ?? null,
    minInferenceUnits: version.MinInferenceUnits ?? null,
    maxInferenceUnits: version.MaxInferenceUnits ?? null,
    f1Score: version.EvaluationResult?.F1Score ?? null,
    baseModelVersion: version.BaseModelVersion ?? null,
    description: version.VersionDescription ?? null,
    sourceVersionArn: version.SourceProjectVersionArn ?? null,
    kmsKeyId: version.KmsKeyId ?? null,
    outputBucket: version.OutputConfig?.S3Bucket ?? null,
    outputPrefix: version.OutputConfig?.S3KeyPrefix ?? null,
  };
}
