/** Runs `work`, which makes tables in a schema. If other tables are in the way, the error says so. */
export async function unlessTaken<Result>(schema: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isInTheWay(error)
      ? new Error(`its schema ${schema} is taken by other tables; give another database, or rename that schema`, {
          cause: error,
        })
      : error;
  }
}

/**
 * Whether a statement failed because something in the schema is missing, or is not what we expect. A missing permission
 * does not count.
 */
function isInTheWay(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("42") && code !== "42501";
}
