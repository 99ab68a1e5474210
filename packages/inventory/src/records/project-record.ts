/**
 * A project as `DescribeProjects` described it, with its datasets. Times are ISO 8601 in UTC; a value that was not
 * given is `null`.
 */
export interface ProjectRecord {
  readonly _tag: "Project";
  readonly arn: string;
  /** From the ARN: the service gives it nowhere else. */
  readonly name: string;
  /** `CUSTOM_LABELS` or `CONTENT_MODERATION`. */
  readonly feature: string;
  /** `CREATING`, `CREATED` or `DELETING`. */
  readonly status: string | null;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly creationTimestamp: string | null;
  /** `ENABLED` or `DISABLED`: whether adapters are retrained. */
  readonly autoUpdate: string | null;
  readonly datasets: readonly ListedDataset[];
}

/** A dataset as the listing of its project describes it. */
export interface ListedDataset {
  readonly arn: string;
  /** `TRAIN` or `TEST`. */
  readonly type: string | null;
  /** `CREATE_COMPLETE`, `UPDATE_FAILED` and the like. */
  readonly status: string | null;
  readonly statusMessage: string | null;
  /** `SUCCESS`, `SERVICE_ERROR` or `CLIENT_ERROR`. */
  readonly statusMessageCode: string | null;
  /** ISO 8601 in UTC; `null` if it was not given. */
  readonly creationTimestamp: string | null;
}
