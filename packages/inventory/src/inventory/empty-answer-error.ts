/**
 * The service answered 200 with neither a list of projects nor a token.
 *
 * An account without projects gets an empty list. Taken for that, a broken answer would look like an account
 * whose projects are gone.
 */
export class EmptyAnswerError extends Error {
  readonly _tag = "EmptyAnswerError";

  constructor() {
    super("the answer has neither a list of projects nor a token: it is no page, and says nothing about the account");
    this.name = "EmptyAnswerError";
  }
}

/** Whether a value is an {@link EmptyAnswerError}. */
export function isEmptyAnswerError(value: unknown): value is EmptyAnswerError {
  return value instanceof Error && "_tag" in value && value._tag === "EmptyAnswerError";
}
