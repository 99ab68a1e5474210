/** The command line asks for something that cannot be done. */
export class UsageError extends Error {
  readonly _tag = "UsageError";

  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** Whether a value is a {@link UsageError}. */
export function isUsageError(value: unknown): value is UsageError {
  return value instanceof Error && "_tag" in value && value._tag === "UsageError";
}
