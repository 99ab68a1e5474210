/** The tables of the sweep in the database are of a newer release. */
export class OtherTablesError extends Error {
  readonly _tag = "OtherTablesError";

  constructor(cause: unknown) {
    super(
      "the tables of the sweep in this database are of a newer release; install that release here too, or give another database",
      { cause },
    );
    this.name = "OtherTablesError";
  }
}

/** Whether a value is an {@link OtherTablesError}. */
export function isOtherTablesError(value: unknown): value is OtherTablesError {
  return value instanceof Error && "_tag" in value && value._tag === "OtherTablesError";
}
