import { excerpt } from "./excerpt.js";
import { formatPath } from "./format-path.js";

/**
 * A value is not what its codec or schema says: where, what stands there, and what was expected.
 *
 * The first problem is in `path`, `value` and the message; all of them are in `errors`.
 * A `cause` is there only where something threw: a schema, or the value itself when it was read.
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

  constructor(fields: {
    readonly issues: readonly {
      /** As text, or as the keys that lead there. */
      readonly path: string | readonly PropertyKey[];
      readonly value?: unknown;
      readonly message: string;
    }[];
    readonly cause?: unknown;
  }) {
    const errors = fields.issues.map((issue) => ({
      ...issue,
      path: typeof issue.path === "string" ? issue.path : formatPath(issue.path),
    }));
    super(message(errors), "cause" in fields ? { cause: fields.cause } : undefined);
    this.name = "DecodeError";
    this.path = errors[0]?.path ?? "";
    this.value = errors[0]?.value;
    this.errors = errors;
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
