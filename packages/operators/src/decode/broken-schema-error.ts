import { DecodeError } from "@rekognition-rx/core";

/**
 * The error of a schema that threw or rejected. Such a schema has not found the value invalid: the schema is broken, or
 * cannot do what it was asked to do. The schema's own error is the `cause`.
 *
 * @param who - which schema: `the zod schema`.
 */
export function brokenSchemaError(who: string, value: unknown, cause: unknown): DecodeError {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : "something that is no Error";
  return new DecodeError({ issues: [{ path: [], value, message: `${who} threw ${why}` }], cause });
}
