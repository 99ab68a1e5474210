/** A version of a project, a model or an adapter, as a test or a seed describes it. */
export interface VersionSeed {
  /** 1 to 255 characters of `[a-zA-Z0-9_.-]`, unique in its project. */
  readonly name: string;
  /**
   * A `Date`, or milliseconds since the epoch. Listings begin with the latest version.
   *
   * @defaultValue one hour after the project for the first version, and one hour later for each next one
   */
  readonly createdAt?: Date | number | undefined;
  /** A status in a seed stays until a write changes it. @defaultValue `"TRAINING_COMPLETED"` */
  readonly status?: VersionStatus | undefined;
  /** @defaultValue the message that the service has for the status */
  readonly statusMessage?: string | undefined;
  /**
   * The inference units that it was started with.
   *
   * @defaultValue 1 for a version that is `STARTING`, `RUNNING` or `STOPPING`, otherwise none
   */
  readonly minInferenceUnits?: number | undefined;
  /** The most inference units that the service may scale the version to; listings show it. @defaultValue none */
  readonly maxInferenceUnits?: number | undefined;
  /** Where the results of its training are. @defaultValue the bucket that AWS's console makes for the account and region */
  readonly outputConfig?: { readonly bucket: string; readonly prefix?: string | undefined } | undefined;
  /** How long the training took, in seconds. @defaultValue 3600 for a version whose training has ended */
  readonly trainingSeconds?: number | undefined;
  /** 0 to 1. @defaultValue 0.9 for a version that is trained */
  readonly f1Score?: number | undefined;
  /** The labels that it detects; `boxed` ones with a bounding box. @defaultValue those of its project's training dataset */
  readonly labels?: readonly (string | { readonly name: string; readonly boxed?: boolean | undefined })[] | undefined;
  /**
   * The times in which it was in service, as CloudWatch reports them in `InServiceInferenceUnits`. Without `until`, it still
   * is in service. Without `units`, it has `minInferenceUnits`, or else 1. A time is a `Date`, or milliseconds since the
   * epoch.
   *
   * @defaultValue for a `RUNNING` version, from the end of its training, with `minInferenceUnits`; for any other, none
   */
  readonly served?:
    | readonly {
        readonly from: Date | number;
        readonly until?: Date | number | undefined;
        readonly units?: number | undefined;
      }[]
    | undefined;
  /** The KMS key that encrypts the results of the training; listings show it, nothing is encrypted. @defaultValue none */
  readonly kmsKeyId?: string | undefined;
  /** Its description, 1 to 255 characters; listings show it as `VersionDescription`. @defaultValue none */
  readonly description?: string | undefined;
  /** The ARN of the version that it was copied from. */
  readonly sourceVersionArn?: string | undefined;
  /** Only for an adapter. */
  readonly baseModelVersion?: string | undefined;
  /** 0 to 100. Only for an adapter. */
  readonly confidenceThreshold?: number | undefined;
  /** @defaultValue none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The statuses of a version, as the service names them. */
export const VERSION_STATUSES = [
  "TRAINING_IN_PROGRESS",
  "TRAINING_COMPLETED",
  "TRAINING_FAILED",
  "STARTING",
  "RUNNING",
  "FAILED",
  "STOPPING",
  "STOPPED",
  "DELETING",
  "COPYING_IN_PROGRESS",
  "COPYING_COMPLETED",
  "COPYING_FAILED",
  "DEPRECATED",
  "EXPIRED",
] as const;

/** A status of a version. */
export type VersionStatus = (typeof VERSION_STATUSES)[number];
