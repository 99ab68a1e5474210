import type { JsonObject } from "../wire/json-object.js";

/** A dataset of a project, as a test or a seed describes it. */
export interface DatasetSeed {
  readonly type: DatasetType;
  /**
   * A `Date`, or milliseconds since the epoch.
   *
   * @defaultValue one minute after the project for TRAIN, two minutes after it for TEST
   */
  readonly createdAt?: Date | number | undefined;
  /** A status in a seed stays until a write changes it. @defaultValue `"CREATE_COMPLETE"` */
  readonly status?: DatasetStatus | undefined;
  /** @defaultValue the message that the service has for the status */
  readonly statusMessage?: string | undefined;
  /** @defaultValue `"CLIENT_ERROR"` for `CREATE_FAILED` and `UPDATE_FAILED`, otherwise `"SUCCESS"` */
  readonly statusMessageCode?: StatusMessageCode | undefined;
  /** A `Date`, or milliseconds since the epoch. @defaultValue `createdAt` */
  readonly updatedAt?: Date | number | undefined;
  /**
   * Its images: the lines of a manifest, as texts or objects, each with a `source-ref`. If two have the same `source-ref`,
   * the later one replaces the earlier one.
   *
   * An array is checked at once. Any other iterable is read when a request first needs it, so that entries cost nothing
   * before that.
   *
   * @defaultValue none
   */
  readonly entries?: Iterable<string | JsonObject> | undefined;
  /** @defaultValue none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The statuses of a dataset, as the service names them. */
export const DATASET_STATUSES = [
  "CREATE_IN_PROGRESS",
  "CREATE_COMPLETE",
  "CREATE_FAILED",
  "UPDATE_IN_PROGRESS",
  "UPDATE_COMPLETE",
  "UPDATE_FAILED",
  "DELETE_IN_PROGRESS",
] as const;

/** A status of a dataset. */
export type DatasetStatus = (typeof DATASET_STATUSES)[number];

/** What a dataset is for, as the service names it. */
export const DATASET_TYPES = ["TRAIN", "TEST"] as const;

/** Whether a dataset is for training or for testing. */
export type DatasetType = (typeof DATASET_TYPES)[number];

/** What the status message of a dataset reports: success, an error of the service or of the client, as the service names it. */
export const STATUS_MESSAGE_CODES = ["SUCCESS", "SERVICE_ERROR", "CLIENT_ERROR"] as const;

/** What the status message of a dataset reports. */
export type StatusMessageCode = (typeof STATUS_MESSAGE_CODES)[number];
