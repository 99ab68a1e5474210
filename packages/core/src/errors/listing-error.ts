import { excerpt } from "./excerpt.js";

/**
 * A page request of a listing failed; the walk ended behind the last page delivered.
 *
 * Nothing is lost: `listing.resumeFrom(error.resumeToken)` asks for the failed page again.
 * The exception of the SDK (or whatever else was thrown) is the `cause`, untouched.
 *
 * @example
 * ```ts
 * import { isListingError } from "@rekognition-rx/core";
 *
 * function whereToResume(error: unknown): string | undefined {
 *   return isListingError(error) ? error.resumeToken : undefined;
 * }
 * ```
 */
export class ListingError extends Error {
  readonly _tag = "ListingError";
  /** The operation as AWS names it: `DescribeProjects`. */
  readonly operation: string;
  /** Whose walk it was: the `label` of the listing's configuration. */
  readonly label: string | undefined;
  /** Where `resumeFrom` carries on; `undefined` is page one. */
  readonly resumeToken: string | undefined;
  /** Pages this walk delivered before it failed. */
  readonly pagesDelivered: number;

  constructor(fields: {
    readonly operation: string;
    readonly label?: string | undefined;
    readonly cause: unknown;
    readonly resumeToken: string | undefined;
    readonly pagesDelivered: number;
  }) {
    super(message(fields), { cause: fields.cause });
    this.name = "ListingError";
    this.operation = fields.operation;
    this.label = fields.label;
    this.resumeToken = fields.resumeToken;
    this.pagesDelivered = fields.pagesDelivered;
  }
}

/** Whether a value is a {@link ListingError}, of this copy of the package or another. */
export function isListingError(value: unknown): value is ListingError {
  return value instanceof Error && "_tag" in value && value._tag === "ListingError";
}

function message(fields: {
  readonly operation: string;
  readonly label?: string | undefined;
  readonly cause: unknown;
  readonly pagesDelivered: number;
}): string {
  const { operation, label, cause, pagesDelivered } = fields;
  const whose = label === undefined ? operation : `${operation} (${label})`;
  const page = `page ${pagesDelivered + 1}`;
  const why = excerpt(cause, 500);
  return `${whose} failed at ${page}: ${why}; nothing is lost, carry on with resumeFrom(error.resumeToken)`;
}
