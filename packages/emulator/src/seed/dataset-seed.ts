import type { JsonObject } from "../protocol/json-object.js";

/** A dataset of a project, as a test or a seed writes it down. */
export interface DatasetSeed {
  readonly type: "TRAIN" | "TEST";
  /**
   * A `Date`, or milliseconds since the epoch.
   *
   * @defaultValue a minute after the project for TRAIN, two for TEST
   */
  readonly createdAt?: Date | number | undefined;
  /** @defaultValue `"CREATE_COMPLETE"` */
  readonly status?: DatasetStatus | undefined;
  /** Absent from the answer when absent here. */
  readonly statusMessage?: string | undefined;
  /** Absent from the answer when absent here. */
  readonly statusMessageCode?: "SUCCESS" | "SERVICE_ERROR" | "CLIENT_ERROR" | undefined;
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
export type DatasetStatus =
  | "CREATE_IN_PROGRESS"
  | "CREATE_COMPLETE"
  | "CREATE_FAILED"
  | "UPDATE_IN_PROGRESS"
  | "UPDATE_COMPLETE"
  | "UPDATE_FAILED"
  | "DELETE_IN_PROGRESS";
