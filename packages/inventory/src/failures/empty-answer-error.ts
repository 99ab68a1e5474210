/**
 * The service answered 200 with neither what was asked for nor a token.
 *
 * An account without projects gets an empty list. Taken for that, a broken answer would look like an account
 * whose projects are gone.
 */
export class EmptyAnswerError extends Error {
  readonly _tag = "EmptyAnswerError";
  readonly operation: string;

  constructor({ operation, member }: { readonly operation: string; readonly member: string }) {
    super(
      `the answer to ${operation} has neither ${member} nor a token: it is no page, and does not say that there is nothing`,
    );
    this.name = "EmptyAnswerError";
    this.operation = operation;
  }
}

/** Whether a value is an {@link EmptyAnswerError}. */
export function isEmptyAnswerError(value: unknown): value is EmptyAnswerError {
  return value instanceof Error && "_tag" in value && value._tag === "EmptyAnswerError";
}
