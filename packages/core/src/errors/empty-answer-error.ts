/**
 * The service answered 200 with neither what was asked for nor a token.
 *
 * A list without items is answered with an empty list. If an answer without one were taken for the end of a listing, the
 * rest of the list would be missing, and nobody would notice. `retryThrottled` asks again.
 */
export class EmptyAnswerError extends Error {
  readonly _tag = "EmptyAnswerError";
  /** As AWS names it: `DescribeProjects`. */
  readonly operation: string;

  constructor({ operation, member }: { readonly operation: string; readonly member: string }) {
    super(`the answer to ${operation} has neither ${member} nor a token: it is not a page, not even an empty one`);
    this.name = "EmptyAnswerError";
    this.operation = operation;
  }
}

/** Whether a value is an {@link EmptyAnswerError}, also one of another copy of this package. */
export function isEmptyAnswerError(value: unknown): value is EmptyAnswerError {
  return value instanceof Error && "_tag" in value && value._tag === "EmptyAnswerError";
}
