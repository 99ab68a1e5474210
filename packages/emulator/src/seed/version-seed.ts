/** A version of a project, a model or an adapter, as a test or a seed writes it down. */
export interface VersionSeed {
  /** 1 to 255 characters of `[a-zA-Z0-9_.-]`, unique in its project. */
  readonly name: string;
  /**
   * A `Date`, or milliseconds since the epoch. Listings have the latest first.
   *
   * @defaultValue an hour after the project, and an hour more for each place in the list
   */
  readonly createdAt?: Date | number | undefined;
  /** It stays as it is until a write changes it. @defaultValue `"TRAINING_COMPLETED"` */
  readonly status?: VersionStatus | undefined;
  /** @defaultValue what the service says in such a status */
  readonly statusMessage?: string | undefined;
  /** @defaultValue 1 for a version that is `STARTING`, `RUNNING` or `STOPPING`, else none */
  readonly minInferenceUnits?: number | undefined;
  readonly maxInferenceUnits?: number | undefined;
  /** Where the results of its training are. @defaultValue a bucket made of the account and the region */
  readonly outputConfig?: { readonly bucket: string; readonly prefix?: string | undefined } | undefined;
  /** How long the training took, in seconds. @defaultValue 3600 for a version that is trained */
  readonly trainingSeconds?: number | undefined;
  /** 0 to 1. @defaultValue 0.9 for a version that is trained */
  readonly f1Score?: number | undefined;
  /** What it detects; `boxed` with places in the image. @defaultValue the labels of its project's training dataset */
  readonly labels?: readonly (string | { readonly name: string; readonly boxed?: boolean | undefined })[] | undefined;
  /**
   * When it was in service, which CloudWatch has as `InServiceInferenceUnits`; without `until`, it still is.
   *
   * @defaultValue for a version that is `RUNNING`, since its training with `minInferenceUnits`; else never
   */
  readonly served?:
    | readonly {
        readonly from: Date | number;
        readonly until?: Date | number | undefined;
        readonly units?: number | undefined;
      }[]
    | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly description?: string | undefined;
  /** The ARN of the version that it was copied from. */
  readonly sourceVersionArn?: string | undefined;
  /** Of an adapter. */
  readonly baseModelVersion?: string | undefined;
  /** 0 to 100, of an adapter. */
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
