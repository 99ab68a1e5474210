/** A journal is of a run that asked for something else: what was found would not be what either asked for. */
export class OtherRunError extends Error {
  readonly _tag = "OtherRunError";
  readonly runId: string;

  constructor(fields: {
    readonly runId: string;
    readonly what: "depth" | "origin";
    readonly there: unknown;
    readonly here: unknown;
  }) {
    super(
      `the journal is of the run ${fields.runId}, whose ${fields.what} is ${JSON.stringify(fields.there)} and not ` +
        `${JSON.stringify(fields.here)}; go on with the same, or begin a new journal`,
    );
    this.name = "OtherRunError";
    this.runId = fields.runId;
  }
}

/** Whether a value is an {@link OtherRunError}. */
export function isOtherRunError(value: unknown): value is OtherRunError {
  return value instanceof Error && "_tag" in value && value._tag === "OtherRunError";
}
