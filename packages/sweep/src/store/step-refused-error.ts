/** Postgres will never take this step, however often a worker tries: it cannot keep the data that was read. */
export class StepRefusedError extends Error {
  readonly _tag = "StepRefusedError";

  constructor(cause: Error) {
    super(`Postgres cannot keep what was read: ${cause.message}`, { cause });
    this.name = "StepRefusedError";
  }
}

/** Whether a value is a {@link StepRefusedError}. */
export function isStepRefusedError(value: unknown): value is StepRefusedError {
  return value instanceof Error && "_tag" in value && value._tag === "StepRefusedError";
}
