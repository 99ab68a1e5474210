/** A version of a project (a model or an adapter), as `DescribeProjectVersions` described it. */
export interface VersionRecord {
  readonly _tag: "Version";
  readonly arn: string;
  readonly projectArn: string;
  /** From the ARN. */
  readonly projectName: string;
  /** From the ARN. */
  readonly name: string;
  readonly feature: string;
  readonly status: string | null;
  readonly statusMessage: string | null;
  readonly creationTimestamp: string | null;
  readonly trainingEndTimestamp: string | null;
  readonly billableTrainingSeconds: number | null;
  readonly minInferenceUnits: number | null;
  readonly maxInferenceUnits: number | null;
  readonly f1Score: number | null;
  readonly baseModelVersion: string | null;
  readonly description: string | null;
  readonly sourceVersionArn: string | null;
  readonly kmsKeyId: string | null;
  /** The bucket with the results of the training. */
  readonly outputBucket: string | null;
  readonly outputPrefix: string | null;
}
