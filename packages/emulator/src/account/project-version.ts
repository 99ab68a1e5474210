import type { Cursor } from "./cursor.js";
import type { JsonObject } from "../wire/json-object.js";
import type { VersionStatus } from "../seed/version-seed.js";

/** What a version was made with; it does not change. */
export interface VersionFields {
  readonly name: string;
  readonly arn: string;
  readonly createdMs: number;
  readonly feature: string;
  readonly outputConfig: { readonly bucket: string; readonly prefix: string };
  readonly kmsKeyId: string | undefined;
  readonly description: string | undefined;
  readonly sourceVersionArn: string | undefined;
  readonly baseModelVersion: string | undefined;
  readonly confidenceThreshold: number | undefined;
  /** What it is trained and tested on, on the wire. */
  readonly training: JsonObject;
  readonly testing: JsonObject;
}

/** What a training brought. */
export interface TrainingResult {
  readonly endMs: number;
  readonly billableSeconds: number;
  readonly f1Score: number;
}

/** A version of a project: a model, or an adapter. */
export class ProjectVersion implements Cursor {
  readonly fields: VersionFields;
  status: VersionStatus;
  statusMessage: string | undefined;
  minInferenceUnits: number | undefined;
  maxInferenceUnits: number | undefined;
  /** `undefined` as long as it is not trained. */
  result: TrainingResult | undefined;
  tags: ReadonlyMap<string, string> = new Map();

  constructor(fields: VersionFields, status: VersionStatus) {
    this.fields = fields;
    this.status = status;
  }

  get name(): string {
    return this.fields.name;
  }

  get arn(): string {
    return this.fields.arn;
  }

  /** The latest first. */
  get rank(): number {
    return -this.fields.createdMs;
  }

  get id(): string {
    return this.fields.arn;
  }

  /** Whether it takes up one of the places for running versions. */
  get isRunning(): boolean {
    return this.status === "STARTING" || this.status === "RUNNING";
  }

  /** Its description on the wire. */
  describe(): JsonObject {
    const { fields, result } = this;
    const { bucket, prefix } = fields.outputConfig;
    const file = (name: string): JsonObject => ({
      S3Object: { Bucket: bucket, Name: `${prefix}${this.name}/${name}` },
    });
    const validation = (name: string): JsonObject => ({ Assets: [{ GroundTruthManifest: file(name) }] });
    return {
      ProjectVersionArn: this.arn,
      CreationTimestamp: fields.createdMs / 1_000,
      MinInferenceUnits: this.minInferenceUnits,
      Status: this.status,
      StatusMessage: this.statusMessage,
      BillableTrainingTimeInSeconds: result?.billableSeconds,
      TrainingEndTimestamp: result && result.endMs / 1_000,
      OutputConfig: { S3Bucket: bucket, S3KeyPrefix: prefix },
      TrainingDataResult: result && {
        Input: fields.training,
        Output: fields.training,
        Validation: validation("validation/training.manifest"),
      },
      TestingDataResult: result && {
        Input: fields.testing,
        Output: fields.testing,
        Validation: validation("validation/testing.manifest"),
      },
      EvaluationResult: result && { F1Score: result.f1Score, Summary: file("evaluation/summary.json") },
      ManifestSummary: result && file("validation/manifest-summary.json"),
      KmsKeyId: fields.kmsKeyId,
      MaxInferenceUnits: this.maxInferenceUnits,
      SourceProjectVersionArn: fields.sourceVersionArn,
      VersionDescription: fields.description,
      Feature: fields.feature,
      BaseModelVersion: fields.baseModelVersion,
      FeatureConfig:
        fields.confidenceThreshold === undefined
          ? undefined
          : { ContentModeration: { ConfidenceThreshold: fields.confidenceThreshold } },
    };
  }
}
