/** The name of an error as AWS has it, or as the error does. Anything can be thrown. */
export function nameOf(error: unknown): string {
  return error instanceof Error && error.name !== "" ? error.name : "Error";
}
