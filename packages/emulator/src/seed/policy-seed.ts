import type { JsonObject } from "../wire/json-object.js";

/** A policy of a project, as a test or a seed writes it down. */
export interface PolicySeed {
  /** 1 to 128 characters of `[a-zA-Z0-9_.-]`, unique in its project. */
  readonly name: string;
  /** The IAM policy, as JSON text or as an object. */
  readonly document: string | JsonObject;
  /** Up to 64 hexadecimal digits. @defaultValue made from the name and the document */
  readonly revisionId?: string | undefined;
  /** @defaultValue a minute after the project, and a minute more for each place in the list */
  readonly createdAt?: Date | number | undefined;
  /** @defaultValue `createdAt` */
  readonly updatedAt?: Date | number | undefined;
}
