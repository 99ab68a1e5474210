import { whoseWalk } from "./whose-walk.js";

/**
 * The walk has delivered `maxPages` pages, and the service has more.
 *
 * `maxPages` is a guard against a listing that is larger than expected.
 * To complete after n pages, use `take(n)`.
 */
export class TooManyPagesError extends Error {
  readonly _tag = "TooManyPagesError";
  /** The operation as AWS names it: `DescribeProjects`. */
  readonly operation: string;
  /** Whose walk it was: the `label` of the listing's configuration. */
  readonly label: string | undefined;
  /** The limit that was reached. */
  readonly maxPages: number;
  /** Where `resumeFrom` carries on, with a fresh limit. */
  readonly resumeToken: string | undefined;
  /** Pages this walk delivered: equal to `maxPages`. */
  readonly pagesDelivered: number;

  constructor(fields: {
    readonly operation: string;
    readonly label?: string | undefined;
    /** The ARN in the walk's input. The message has it if there is no label. */
    readonly resource?: string | undefined;
    readonly maxPages: number;
    readonly resumeToken: string | undefined;
    readonly pagesDelivered: number;
  }) {
    const { operation, label, maxPages } = fields;
    super(
      `${whoseWalk(fields)} has more than maxPages = ${maxPages} pages; raise maxPages, ` +
        `carry on with resumeFrom(error.resumeToken), or use take(${maxPages}) to complete there`,
    );
    this.name = "TooManyPagesError";
    this.operation = operation;
    this.label = label;
    this.maxPages = maxPages;
    this.resumeToken = fields.resumeToken;
    this.pagesDelivered = fields.pagesDelivered;
  }
}

/** Whether a value is a {@link TooManyPagesError}, of this copy of the package or another. */
export function isTooManyPagesError(value: unknown): value is TooManyPagesError {
  return value instanceof Error && "_tag" in value && value._tag === "TooManyPagesError";
}
