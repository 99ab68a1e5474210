import { oneLine } from "../text/one-line.js";

/** Postgres could not be written to, read or used. The tables are as they were. The `cause` is what Postgres says. */
export class DatabaseError extends Error {
  readonly _tag = "DatabaseError";
  /** The database, without its password. */
  readonly database: string;

  constructor({
    database,
    work = "write to",
    cause,
  }: {
    readonly database: string;
    readonly work?: "read" | "use" | "write to";
    readonly cause: unknown;
  }) {
    super(`cannot ${work} ${database}: ${oneLine(reasonOf(cause))}`, { cause });
    this.name = "DatabaseError";
    this.database = database;
  }
}

/** Whether a value is a {@link DatabaseError}. */
export function isDatabaseError(value: unknown): value is DatabaseError {
  return value instanceof Error && "_tag" in value && value._tag === "DatabaseError";
}

function reasonOf(cause: unknown): string {
  const error = cause instanceof AggregateError ? (cause.errors as readonly unknown[])[0] : cause;
  if (!isErrorLike(error)) {
    return String(error);
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (SILENCE.test(error.message)) {
    return REASONS["ETIMEDOUT"] ?? error.message;
  }
  const reason = REASONS[code] ?? (error.message.startsWith("SASL: ") ? REASONS["28P01"] : undefined);
  return reason ?? error.message;
}

/** pg-boss reports copies of errors, which are plain objects. */
function isErrorLike(error: unknown): error is { readonly message: string } {
  return typeof error === "object" && error !== null && "message" in error && typeof error.message === "string";
}

/** What the driver says if a server does not answer, while it connects and later. */
const SILENCE = /timeout exceeded when trying to connect|^Query read timeout$/;

/** By the error codes of Postgres and of the system. */
const REASONS: Readonly<Record<string, string | undefined>> = {
  "28P01": "the password is missing, or not the right one; give it in PGPASSWORD",
  "53100": "its disk is full",
  "57P01": "it was shut down meanwhile",
  ECONNREFUSED: "nothing answers there; check the host and the port, and that the server is running",
  ECONNRESET: "the connection was lost",
  ENOTFOUND: "there is no address for its host; check the name and the network",
  EAI_AGAIN: "there is no address for its host; check the name and the network",
  ETIMEDOUT: "it does not answer; check the network",
};
