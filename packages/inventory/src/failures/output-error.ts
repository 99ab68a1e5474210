import { reasonOf } from "./reason-of.js";

/** A file of the inventory could not be written; the file system's own error is the `cause`. */
export class OutputError extends Error {
  readonly _tag = "OutputError";
  /** The file or folder, as the user named it. */
  readonly path: string;

  constructor(fields: { readonly path: string; readonly cause: unknown }) {
    super(`cannot write ${fields.path}: ${reasonOf(fields.cause)}`, { cause: fields.cause });
    this.name = "OutputError";
    this.path = fields.path;
  }
}

/** Whether a value is an {@link OutputError}. */
export function isOutputError(value: unknown): value is OutputError {
  return value instanceof Error && "_tag" in value && value._tag === "OutputError";
}
