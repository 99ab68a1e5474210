/** The database failed. The current batch is not in it, unless only the answer to its commit was lost. */
export class WarehouseError extends Error {
  readonly _tag = "WarehouseError";
  /** Whether another run may get further without anybody changing anything. */
  readonly mayPass: boolean;

  /** @param isOpen - whether the warehouse had been opened before. */
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

/** Codes, or classes of Postgres's codes, of errors that stay: a wrong text, statement, role, database, socket or host. */
const LASTING: ReadonlySet<string> = new Set(["0A", "21", "22", "23", "28", "3D", "3F", "42", "ENOENT", "ENOTFOUND"]);

const REASONS: Readonly<Record<string, string | undefined>> = {
  "22P05":
    "its encoding cannot hold a text; make a database with: create database NAME template template0 encoding 'UTF8'",
  "28P01": "the password is missing, or not the right one",
  "55P03": "another run of this job is at work on its tables",
  "57P01": "it was shut down",
  ECONNREFUSED: "nothing answers there (is it running, and is DATABASE_URL right?)",
  ECONNRESET: "the connection was lost",
  ENOENT: "there is no such file or socket",
  ENOTFOUND: "there is no address for its host (is DATABASE_URL right?)",
};
