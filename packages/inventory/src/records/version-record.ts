/** A version of a project (a model or an adapter), as `DescribeProjectVersions` described it. */
export interface VersionRecord {
  readonly _tag: "Version";
  readonly arn: string;
  readonly projectArn: string;
  /** From the ARN. */
  readonly projectName: string;
  /** From the ARN. */
  readonly name: string;
  /** `CUSTOM_LABELS` or `CONTENT_MODERATION`. */
  readonly feature: string;
  /** `TRAINING_COMPLETED`, `RUNNING`, `STOPPED` and the like. */
  readonly status: string | null;
  readonly statusMessage: string | null;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly creationTimestamp: string | null;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly trainingEndTimestamp: string | null;
  readonly billableTrainingSeconds: number | null;
  readonly minInferenceUnits: number | null;
  readonly maxInferenceUnits: number | null;
  /** From 0 to 1. */
  readonly f1Score: number | null;
  readonly baseModelVersion: string | null;
  readonly description: string | null;
  /** The version that it is a copy of. */
  readonly sourceVersionArn: string | null;
  readonly kmsKeyId: string | null;
  /** The bucket with the results of the training. */
  readonly outputBucket: string | null;
  readonly outputPrefix: string | null;
}
