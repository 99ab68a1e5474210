import type { JsonObject } from "../wire/json-object.js";

/** A dataset of a project, as a test or a seed writes it down. */
export interface DatasetSeed {
  readonly type: DatasetType;
  /**
   * A `Date`, or milliseconds since the epoch.
   *
   * @defaultValue a minute after the project for TRAIN, two for TEST
   */
  readonly createdAt?: Date | number | undefined;
  /** @defaultValue `"CREATE_COMPLETE"` */
  readonly status?: DatasetStatus | undefined;
  /** @defaultValue what the service says in such a status */
  readonly statusMessage?: string | undefined;
  /** @defaultValue `"CLIENT_ERROR"` for `CREATE_FAILED` and `UPDATE_FAILED`, or else `"SUCCESS"` */
  readonly statusMessageCode?: StatusMessageCode | undefined;
  /** @defaultValue `createdAt` */
  readonly updatedAt?: Date | number | undefined;
  /**
   * Its images: the lines of a manifest, as text or as objects, each with a `source-ref`. Of two with the same one,
   * the later takes the place of the earlier.
   *
   * An array is checked at once. Any other iterable is read when a request first needs it, so that an account of many
   * datasets costs nothing until somebody looks.
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

/** Whether a dataset is to train with or to test with. */
export type DatasetType = (typeof DATASET_TYPES)[number];

/** Whose fault the status of a dataset is, as the service names it. */
export const STATUS_MESSAGE_CODES = ["SUCCESS", "SERVICE_ERROR", "CLIENT_ERROR"] as const;

/** Whose fault the status of a dataset is. */
export type StatusMessageCode = (typeof STATUS_MESSAGE_CODES)[number];
