import { excerpt } from "./excerpt.js";
import { formatPath } from "./format-path.js";

/**
 * A value is not what its codec or schema says: where, what stands there, and what was expected.
 *
 * The first problem is in `path`, `value` and the message; all of them are in `errors`.
 * A `cause` is there only where something threw: a schema, or the value itself when it was read.
 * `raw` is the whole that was decoded. An item of a page says which it was: `resource`, and an entry of a dataset
 * `sourceRef` and `index`, too.
 * `JSON.stringify` gives all of it, with a few words where a value is none of JSON's.
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
  /** What stands there, as it came. */
  readonly value: unknown;
  /** Every problem that was found, in the order of the value. */
  readonly errors: readonly DecodeIssue[];
  /** What was decoded, as it came and as a whole: a value, or an item of a page. The three below are of items alone. */
  readonly raw: unknown;
  /** The line's image, where it could be made out. */
  readonly sourceRef: string | undefined;
  /** The ARN of the dataset or project that it belongs to, where it is known. */
  readonly resource: string | undefined;
  /** Its number in the walk, from 0, where that is counted. */
  readonly index: number | undefined;

  constructor(fields: {
    readonly issues: readonly {
      /** As text, or as the keys that lead there. */
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

  /** For logs and dead letters: all that JSON holds, and the beginning of what it does not. */
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
  /** What stands there; left out where it could not be read. */
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

/** A value as it is, if JSON can say it. */
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
