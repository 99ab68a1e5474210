/** Makes tables in a schema; says so where those of somebody else are in the way. */
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

/** What a statement finds is not there, or not what it is taken for; a permission that is missing is not that. */
function isInTheWay(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("42") && code !== "42501";
}
