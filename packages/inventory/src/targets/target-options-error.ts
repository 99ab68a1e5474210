/** The options name no targets, because of a mistake in an option or in a file. Nothing was crawled. */
export class TargetOptionsError extends Error {
  readonly _tag = "TargetOptionsError";

  /** @param message - one line that says what to do, without a secret. */
  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = "TargetOptionsError";
  }
}

/** Whether a value is a {@link TargetOptionsError}, of this copy of the package or another. */
export function isTargetOptionsError(value: unknown): value is TargetOptionsError {
  return value instanceof Error && "_tag" in value && value._tag === "TargetOptionsError";
}
