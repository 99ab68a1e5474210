/** The database did not do what it was asked for; nothing of the batch in hand is in it. */
export class WarehouseError extends Error {
  readonly _tag = "WarehouseError";

  constructor(cause: unknown) {
    super(`the database failed: ${reasonOf(cause)}`, { cause });
    this.name = "WarehouseError";
  }
}

function reasonOf(cause: unknown): string {
  const error: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (!(error instanceof Error)) {
    return String(error);
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return REASONS[code] ?? error.message;
}

const REASONS: Readonly<Record<string, string | undefined>> = {
  "28P01": "the password is missing, or not the right one",
  "55P03": "another run of this job is at work on its tables",
  "57P01": "it was shut down",
  ECONNREFUSED: "nothing answers there (is it running, and is DATABASE_URL right?)",
  ECONNRESET: "the connection was lost",
  ENOENT: "there is no such file or socket",
  ENOTFOUND: "there is no address for its host (is DATABASE_URL right?)",
};
