import * as t from "io-ts";
import { CustomizationFeatureConfig } from "./customization-feature-config.js";
import { CustomizationFeature } from "./enums/customization-feature.js";
import type { Encoded } from "./encoded.js";
import { EvaluationResult } from "./evaluation-result.js";
import { GroundTruthManifest } from "./ground-truth-manifest.js";
import { OutputConfig } from "./output-config.js";
import { ProjectVersionArn } from "./arns/project-version-arn.js";
import { ProjectVersionStatus } from "./enums/project-version-status.js";
import { finite } from "./schema/finite.js";
import { isRecord } from "./schema/is-record.js";
import { optional } from "./schema/optional.js";
import { struct } from "./schema/struct.js";
import { TestingDataResult } from "./testing-data-result.js";
import { Timestamp } from "./timestamp.js";
import { TrainingDataResult } from "./training-data-result.js";

/**
 * A version of a project (a trained model, or an adapter), as `DescribeProjectVersions` describes it.
 *
 * In AWS's model every member is optional. `ProjectVersionArn` is required here, since it says which version this is.
 * `parseProjectVersionArn` reads the names of the project and the version from it.
 *
 * @see https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ProjectVersionDescription.html
 */
export interface ProjectVersionDescription {
  readonly ProjectVersionArn: ProjectVersionArn;
  /** When the training began. */
  readonly CreationTimestamp?: Timestamp;
  /** The fewest inference units that the model uses. Only in Custom Labels projects. */
  readonly MinInferenceUnits?: number;
  readonly Status?: ProjectVersionStatus;
  readonly StatusMessage?: string;
  /** Only after a successful training. */
  readonly BillableTrainingTimeInSeconds?: number;
  readonly TrainingEndTimestamp?: Timestamp;
  readonly OutputConfig?: OutputConfig;
  readonly TrainingDataResult?: TrainingDataResult;
  readonly TestingDataResult?: TestingDataResult;
  readonly EvaluationResult?: EvaluationResult;
  readonly ManifestSummary?: GroundTruthManifest;
  readonly KmsKeyId?: string;
  /** The most inference units to which AWS scales the model. Only in Custom Labels projects. */
  readonly MaxInferenceUnits?: number;
  readonly SourceProjectVersionArn?: ProjectVersionArn;
  readonly VersionDescription?: string;
  readonly Feature?: CustomizationFeature;
  readonly BaseModelVersion?: string;
  readonly FeatureConfig?: CustomizationFeatureConfig;
}

/** The io-ts codec of `ProjectVersionDescription`. It encodes each `Date` as ISO 8601 text in UTC. */
export const ProjectVersionDescription: t.Type<
  ProjectVersionDescription,
  Encoded<ProjectVersionDescription>
> = struct<ProjectVersionDescription>({
  name: "ProjectVersionDescription",
  admits: isRecord,
  fields: {
    ProjectVersionArn,
    CreationTimestamp: optional(Timestamp),
    MinInferenceUnits: optional(finite),
    Status: optional(ProjectVersionStatus),
    StatusMessage: optional(t.string),
    BillableTrainingTimeInSeconds: optional(finite),
    TrainingEndTimestamp: optional(Timestamp),
    OutputConfig: optional(OutputConfig),
    TrainingDataResult: optional(TrainingDataResult),
    TestingDataResult: optional(TestingDataResult),
    EvaluationResult: optional(EvaluationResult),
    ManifestSummary: optional(GroundTruthManifest),
    KmsKeyId: optional(t.string),
    MaxInferenceUnits: optional(finite),
    SourceProjectVersionArn: optional(ProjectVersionArn),
    VersionDescription: optional(t.string),
    Feature: optional(CustomizationFeature),
    BaseModelVersion: optional(t.string),
    FeatureConfig: optional(CustomizationFeatureConfig),
  },
});
