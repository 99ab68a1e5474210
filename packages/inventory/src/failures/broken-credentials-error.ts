/** Credentials cannot sign a request, because of a character that no key has. The error does not have their value. */
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
