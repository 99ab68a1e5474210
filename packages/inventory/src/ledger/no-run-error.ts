/** A journal does not begin with a run, so nothing can be said about it. */
export class NoRunError extends Error {
  readonly _tag = "NoRunError";

  constructor() {
    super("the journal does not begin with a run: it is empty, or its first step is missing; export again");
    this.name = "NoRunError";
  }
}

/** Whether a value is a {@link NoRunError}. */
export function isNoRunError(value: unknown): value is NoRunError {
  return value instanceof Error && "_tag" in value && value._tag === "NoRunError";
}
