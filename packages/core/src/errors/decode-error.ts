import { excerpt } from "./excerpt.js";
import { formatPath } from "./format-path.js";

/**
 * A value does not match its codec or schema. The error says where, what was found there, and what was expected.
 *
 * The first problem is in `path`, `value` and the message; all problems are in `errors`.
 * There is a `cause` only if something threw: a schema, or the value itself when it was read.
 * `raw` is the whole value or item that was decoded. For an item of a page, `resource` says what it belongs to. For an
 * entry of a dataset, `sourceRef` and `index` say which entry it is.
 * `JSON.stringify` writes all of this. A value that JSON cannot hold is described in a few words.
 *
 * @example
 * ```ts
 * import { isDecodeError } from "@rekognition-rx/core";
 *
 * function whatIsWrong(error: unknown): readonly string[] {
 *   return isDecodeError(error) ? error.errors.map(({ path, message }) => `${path}: ${message}`) : [];
 * }
 * ```
 */
export class DecodeError extends Error {
  readonly _tag = "DecodeError";
  /** Where the first problem is: `ProjectDescriptions[3].Datasets[0].CreationTimestamp`. `""` is the value as a whole. */
  readonly path: string;
  /** What was found there, unchanged. */
  readonly value: unknown;
  /** Every problem that was found, in the order of the value. */
  readonly errors: readonly DecodeIssue[];
  /** The whole value or item that was decoded, unchanged; `undefined` if the code that made the error did not have it. */
  readonly raw: unknown;
  /** For an entry of a dataset: its image, if that could be read from the line. */
  readonly sourceRef: string | undefined;
  /** For an item of a page: the ARN of the dataset or project that it belongs to, if known. */
  readonly resource: string | undefined;
  /** For an item of a page: its number in the walk, from 0, if items are counted. */
  readonly index: number | undefined;

  constructor(fields: {
    readonly issues: readonly {
      /** The path as text, or as the keys that lead there. */
      readonly path: string | readonly PropertyKey[];
      readonly value?: unknown;
      readonly message: string;
    }[];
    readonly cause?: unknown;
    readonly raw?: unknown;
    readonly sourceRef?: string | undefined;
    readonly resource?: string | undefined;
    readonly index?: number | undefined;
  }) {
    const errors = fields.issues.map((issue) => ({
      ...issue,
      path: typeof issue.path === "string" ? issue.path : formatPath(issue.path),
    }));
    super(message(errors) + whichEntry(fields), "cause" in fields ? { cause: fields.cause } : undefined);
    this.name = "DecodeError";
    this.path = errors[0]?.path ?? "";
    this.value = errors[0]?.value;
    this.errors = errors;
    this.raw = fields.raw;
    this.sourceRef = fields.sourceRef;
    this.resource = fields.resource;
    this.index = fields.index;
  }

  /** For logs and dead letters. Of a value that JSON cannot hold, only the beginning is described. */
  toJSON(): object {
    const { _tag, name, message, path, value, errors, raw, sourceRef, resource, index } = this;
    return {
      _tag,
      name,
      message,
      path,
      value: jsonOf(value),
      errors: errors.map(jsonIssue),
      raw: jsonOf(raw),
      sourceRef,
      resource,
      index,
    };
  }
}

/** One problem of a {@link DecodeError}, whichever library found it. */
export interface DecodeIssue {
  /** Where: `ProjectDescriptions[3].ProjectArn`. `""` is the value as a whole. */
  readonly path: string;
  /** What was found there. Left out if it could not be read. */
  readonly value?: unknown;
  /** What was expected there. */
  readonly message: string;
}

/** Whether a value is a {@link DecodeError}, of this copy of the package or another. */
export function isDecodeError(value: unknown): value is DecodeError {
  return value instanceof Error && "_tag" in value && value._tag === "DecodeError";
}

function jsonIssue(issue: DecodeIssue): DecodeIssue {
  const { path, message } = issue;
  return "value" in issue ? { path, value: jsonOf(issue.value), message } : { path, message };
}

/** The value itself if JSON can hold it, or else a short description. */
function jsonOf(value: unknown): unknown {
  try {
    JSON.stringify(value);
    return value;
  } catch {
    return excerpt(value, 500);
  }
}

function whichEntry(fields: {
  readonly sourceRef?: string | undefined;
  readonly resource?: string | undefined;
  readonly index?: number | undefined;
}): string {
  const { sourceRef, resource, index } = fields;
  if (index === undefined) {
    return "";
  }
  const where = resource === undefined ? "" : ` of ${resource}`;
  const image = sourceRef === undefined ? "" : `, ${excerpt(sourceRef, 200)}`;
  return `; entry ${index}${where}${image}`;
}

function message(errors: readonly DecodeIssue[]): string {
  const [first, ...rest] = errors;
  if (first === undefined) {
    return "cannot decode the value: the schema refused it without saying why";
  }
  const where = first.path === "" ? "the value" : first.path;
  const got = "value" in first ? `, got ${excerpt(first.value)}` : "";
  const more = rest.length === 0 ? "" : ` (and ${rest.length} more in error.errors)`;
  return `cannot decode ${where}: ${first.message}${got}${more}`;
}
