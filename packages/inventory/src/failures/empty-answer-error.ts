/**
 * The service answered 200 with neither what was asked for nor a token.
 *
 * An account without projects gets an empty list. If a broken answer were taken for one, all projects of the account
 * would seem to be gone.
 */
export class EmptyAnswerError extends Error {
  readonly _tag = "EmptyAnswerError";
  readonly operation: string;

  constructor({ operation, member }: { readonly operation: string; readonly member: string }) {
    super(`the answer to ${operation} has neither ${member} nor a token: it is not a page, not even an empty one`);
    this.name = "EmptyAnswerError";
    this.operation = operation;
  }
}

/** Whether a value is an {@link EmptyAnswerError}. */
export function isEmptyAnswerError(value: unknown): value is EmptyAnswerError {
  return value instanceof Error && "_tag" in value && value._tag === "EmptyAnswerError";
}
