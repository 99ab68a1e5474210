/** Whether a connection was lost, or Postgres was just stopping or starting: another connection may do. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const code = "code" in error ? error.code : undefined;
  return (typeof code === "string" && CODES.has(code)) || MESSAGES.test(error.message);
}

/** Of Postgres: it is shut down, has crashed, or starts; of the connection. */
const CODES: ReadonlySet<string> = new Set(["57P01", "57P02", "57P03", "08003", "08006", "ECONNRESET", "EPIPE"]);

/**
 * What pg and kysely say without a code. A connection is discarded after a failed rollback: kysely's migrator then uses
 * it once more, to release its lock, and this failure covers the first.
 */
const MESSAGES: RegExp =
  /^Connection terminated$|^Connection terminated unexpectedly|is not queryable$|has been discarded$/;
