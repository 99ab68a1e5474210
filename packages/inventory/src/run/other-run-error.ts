/**
 * The journal is of a run that asked for something else: together, the results would be what neither of the two asked
 * for.
 */
export class OtherRunError extends Error {
  readonly _tag = "OtherRunError";
  /** The run whose journal it is. */
  readonly runId: string;

  constructor(fields: {
    readonly runId: string;
    readonly what: "depth" | "origin";
    readonly there: unknown;
    readonly here: unknown;
  }) {
    super(
      `the journal belongs to the run ${fields.runId}, whose ${fields.what} is ${JSON.stringify(fields.there)} ` +
        `and not ${JSON.stringify(fields.here)}; give the same ${fields.what}, or a new journal`,
    );
    this.name = "OtherRunError";
    this.runId = fields.runId;
  }
}

/** Whether a value is an {@link OtherRunError}. */
export function isOtherRunError(value: unknown): value is OtherRunError {
  return value instanceof Error && "_tag" in value && value._tag === "OtherRunError";
}
