/** Whether a connection was lost, or Postgres was just stopping or starting: another connection may do. */
export function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const code = "code" in error ? error.code : undefined;
  return (
    (typeof code === "string" && LOST.has(code)) ||
    /^Connection terminated unexpectedly|is not queryable$/.test(error.message)
  );
}

/** Of Postgres: it is shut down, has crashed, or starts; of the connection. */
const LOST: ReadonlySet<string> = new Set(["57P01", "57P02", "57P03", "08003", "08006", "ECONNRESET", "EPIPE"]);
