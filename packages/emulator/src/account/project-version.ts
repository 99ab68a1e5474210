import type { Cursor } from "./cursor.js";
import type { JsonObject } from "../wire/json-object.js";
import type { Feature } from "../seed/project-seed.js";
import type { VersionStatus } from "../seed/version-seed.js";
import { featureMembers } from "./feature-members.js";
import { noTags } from "./no-tags.js";

/** What a version was made with; it does not change. */
export interface VersionFields {
  readonly name: string;
  readonly projectName: string;
  readonly arn: string;
  readonly createdMs: number;
  readonly feature: Feature;
  readonly outputConfig: { readonly bucket: string; readonly prefix: string };
  readonly kmsKeyId: string | undefined;
  readonly description: string | undefined;
  readonly sourceVersionArn: string | undefined;
  readonly baseModelVersion: string | undefined;
  readonly confidenceThreshold: number | undefined;
  /** What it is trained and tested on, for answers: the manifests that a request named, or nothing if it uses datasets. */
  readonly training: JsonObject;
  readonly testing: JsonObject;
  /** What it can detect; `undefined` for the labels of its project's training dataset. */
  readonly labels: readonly ModelLabel[] | undefined;
}

/** A label that a model detects. */
export interface ModelLabel {
  readonly name: string;
  /** Whether the model finds its place in the image. */
  readonly isBoxed: boolean;
}

/** The result of a training. */
export interface TrainingResult {
  readonly endMs: number;
  readonly billableSeconds: number;
  readonly f1Score: number;
}

/** A period in which a version was in service. */
export interface Service {
  readonly fromMs: number;
  /** `undefined` while it is still in service. */
  readonly untilMs: number | undefined;
  readonly units: number;
}

/** How a training failed. */
export interface TrainingFailure {
  readonly endMs: number;
  /** Whether it got so far that there are results of the validation of the manifests. */
  readonly isValidated: boolean;
}

/** A version of a project: a model, or an adapter. */
export class ProjectVersion implements Cursor {
  readonly fields: VersionFields;
  status: VersionStatus;
  statusMessage: string | undefined;
  minInferenceUnits: number | undefined;
  maxInferenceUnits: number | undefined;
  /** `undefined` until it is trained. */
  result: TrainingResult | undefined;
  failure: TrainingFailure | undefined;
  /** The periods in which it was in service, the oldest first. */
  served: readonly Service[] = [];
  tags: ReadonlyMap<string, string> = noTags;

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

  /** Negative, so that the latest comes first. */
  get rank(): number {
    return -this.fields.createdMs;
  }

  get id(): string {
    return this.fields.arn;
  }

  /** Whether it counts as a running version. */
  get isRunning(): boolean {
    return this.status === "STARTING" || this.status === "RUNNING";
  }

  /** From this time on it is in service, with as many units as it was started with. */
  beginService(fromMs: number): void {
    this.served = [...this.served, { fromMs, untilMs: undefined, units: this.minInferenceUnits ?? 1 }];
  }

  endService(untilMs: number): void {
    this.served = this.served.map((each) => ({ ...each, untilMs: each.untilMs ?? untilMs }));
  }

  /** Its average units over the time in service between two times; `undefined` if it was not in service then. */
  unitsBetween(fromMs: number, untilMs: number): number | undefined {
    const spans = this.served
      .map((each) => ({
        units: each.units,
        ms: Math.min(untilMs, each.untilMs ?? untilMs) - Math.max(fromMs, each.fromMs),
      }))
      .filter(({ ms }) => ms > 0);
    const total = spans.reduce((sum, { ms }) => sum + ms, 0);
    return total === 0 ? undefined : spans.reduce((sum, { ms, units }) => sum + ms * units, 0) / total;
  }

  /** Its description on the wire. */
  describe(): JsonObject {
    const { fields, result, failure } = this;
    const { bucket, prefix } = fields.outputConfig;
    const hasValidation = result !== undefined || failure?.isValidated === true;
    const endMs = (result ?? failure)?.endMs;
    return {
      ProjectVersionArn: this.arn,
      CreationTimestamp: fields.createdMs / 1_000,
      MinInferenceUnits: this.minInferenceUnits,
      Status: this.status,
      StatusMessage: this.statusMessage,
      BillableTrainingTimeInSeconds: result?.billableSeconds,
      TrainingEndTimestamp: endMs === undefined ? undefined : endMs / 1_000,
      OutputConfig: { S3Bucket: bucket, S3KeyPrefix: prefix },
      TrainingDataResult: this.#dataResult("Training", fields.training, hasValidation),
      TestingDataResult: this.#dataResult("Testing", fields.testing, hasValidation),
      EvaluationResult: result && { F1Score: result.f1Score, Summary: this.#file("EvaluationResultSummary") },
      ManifestSummary: hasValidation ? this.#file("ManifestSummary") : undefined,
      KmsKeyId: fields.kmsKeyId,
      MaxInferenceUnits: this.maxInferenceUnits,
      SourceProjectVersionArn: fields.sourceVersionArn,
      VersionDescription: fields.description,
      Feature: featureMembers(fields.feature).Feature,
      BaseModelVersion: fields.baseModelVersion,
      FeatureConfig:
        fields.confidenceThreshold === undefined
          ? undefined
          : { ContentModeration: { ConfidenceThreshold: fields.confidenceThreshold } },
    };
  }

  /** The results for one set of images: during the training only the input, and after it also the output. */
  #dataResult(kind: "Training" | "Testing", input: JsonObject, hasValidation: boolean): JsonObject | undefined {
    if (this.status.startsWith("COPYING_") && this.result === undefined) {
      return undefined;
    }
    const assets = (name: string): JsonObject => ({ Assets: [{ GroundTruthManifest: this.#file(name) }] });
    const { Assets: _, ...ofTesting } = input;
    return {
      Input: input,
      Output: this.result && { ...assets(`${kind}GroundTruth`), ...ofTesting },
      Validation: hasValidation ? assets(`${kind}ManifestWithValidation`) : undefined,
    };
  }

  /** A result of the training in S3, by the name that the service gives it. */
  #file(kind: string): JsonObject {
    const { outputConfig, projectName, name } = this.fields;
    const folder = outputConfig.prefix.replace(/\/$/, "");
    const file = `${kind}-${projectName}-${name}.json`;
    return { S3Object: { Bucket: outputConfig.bucket, Name: folder === "" ? file : `${folder}/${file}` } };
  }
}
