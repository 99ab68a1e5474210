/** The name of an error, as AWS or the error itself gives it. Anything can be thrown. */
export function nameOf(error: unknown): string {
  return error instanceof Error && error.name !== "" ? error.name : "Error";
}
