/** The database did not do what it was asked for; nothing of the batch in hand is in it. */
export class WarehouseError extends Error {
  readonly _tag = "WarehouseError";
  /** Whether another run may get further, though nobody changes anything. */
  readonly mayPass: boolean;

  /** @param isOpen - whether the tables were there before. */
  constructor(cause: unknown, isOpen: boolean) {
    const { message, code } = reasonOf(cause);
    super(`the database failed: ${REASONS[code] ?? message}`, { cause });
    this.name = "WarehouseError";
    this.mayPass = isOpen && !LASTING.has(code.length === 5 ? code.slice(0, 2) : code);
  }
}

function reasonOf(cause: unknown): { readonly message: string; readonly code: string } {
  const error: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (!(error instanceof Error)) {
    return { message: String(error), code: "" };
  }
  return { message: error.message, code: "code" in error && typeof error.code === "string" ? error.code : "" };
}

/** Classes of Postgres's codes: a text or statement that it does not take, a role or database that is not right. */
const LASTING: ReadonlySet<string> = new Set(["0A", "21", "22", "23", "28", "3D", "3F", "42", "ENOENT", "ENOTFOUND"]);

const REASONS: Readonly<Record<string, string | undefined>> = {
  "22P05":
    "its encoding has no room for a text; make one with: create database NAME template template0 encoding 'UTF8'",
  "28P01": "the password is missing, or not the right one",
  "55P03": "another run of this job is at work on its tables",
  "57P01": "it was shut down",
  ECONNREFUSED: "nothing answers there (is it running, and is DATABASE_URL right?)",
  ECONNRESET: "the connection was lost",
  ENOENT: "there is no such file or socket",
  ENOTFOUND: "there is no address for its host (is DATABASE_URL right?)",
};
