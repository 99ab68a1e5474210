/** Credentials that no request can be signed with: something in them is no part of a key. Their value is not in it. */
export class BrokenCredentialsError extends Error {
  readonly _tag = "BrokenCredentialsError";

  /** @param message - one line that says what to do, without a secret. */
  constructor(message: string) {
    super(message);
    this.name = "BrokenCredentialsError";
  }
}

/** Whether a value is a {@link BrokenCredentialsError}. */
export function isBrokenCredentialsError(value: unknown): value is BrokenCredentialsError {
  return value instanceof Error && "_tag" in value && value._tag === "BrokenCredentialsError";
}
