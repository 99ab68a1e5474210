import type { JsonObject } from "../wire/json-object.js";

/** A policy of a project, as a test or a seed describes it. */
export interface PolicySeed {
  /** 1 to 128 characters of `[a-zA-Z0-9_.-]`, unique in its project. */
  readonly name: string;
  /** The IAM policy, as JSON text or as an object. */
  readonly document: string | JsonObject;
  /** Up to 64 hexadecimal digits. @defaultValue made from the name, the document and `updatedAt` */
  readonly revisionId?: string | undefined;
  /**
   * A `Date`, or milliseconds since the epoch (1970).
   *
   * @defaultValue one minute after the project for the first policy, and one minute later for each next one
   */
  readonly createdAt?: Date | number | undefined;
  /** A `Date`, or milliseconds since the epoch (1970). @defaultValue `createdAt` */
  readonly updatedAt?: Date | number | undefined;
}
