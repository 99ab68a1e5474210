import { excerpt } from "./excerpt.js";
import { whoseWalk } from "./whose-walk.js";

/**
 * The service answered with a pagination token that this walk has already used,
 * so following it would deliver the same pages again and again.
 *
 * Set `onRepeatedToken: "stop"` to complete instead (the SDK's `stopOnSameToken`).
 */
export class RepeatedTokenError extends Error {
  readonly _tag = "RepeatedTokenError";
  /** The operation as AWS names it: `DescribeProjects`. */
  readonly operation: string;
  /** Whose walk it was: the `label` of the listing's configuration. */
  readonly label: string | undefined;
  /** The token that came again, as the service sent it. */
  readonly token: unknown;
  /** Pages this walk delivered. Each of them was emitted once. */
  readonly pagesDelivered: number;

  constructor(fields: {
    readonly operation: string;
    readonly label?: string | undefined;
    /** The ARN in the walk's input. The message has it if there is no label. */
    readonly resource?: string | undefined;
    readonly token: unknown;
    readonly pagesDelivered: number;
  }) {
    const { operation, label, token, pagesDelivered } = fields;
    super(
      `${whoseWalk(fields)} answered page ${pagesDelivered} with a token that it had given before (${excerpt(token, 40)}); ` +
        `following it would repeat pages: set onRepeatedToken: "stop" to complete here instead`,
    );
    this.name = "RepeatedTokenError";
    this.operation = operation;
    this.label = label;
    this.token = token;
    this.pagesDelivered = pagesDelivered;
  }
}

/** Whether a value is a {@link RepeatedTokenError}, of this copy of the package or another. */
export function isRepeatedTokenError(value: unknown): value is RepeatedTokenError {
  return value instanceof Error && "_tag" in value && value._tag === "RepeatedTokenError";
}
