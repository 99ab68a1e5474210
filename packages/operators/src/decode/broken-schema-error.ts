import { DecodeError } from "@rekognition-rx/core";

/**
 * The error of a schema that threw, or rejected: it has not found the value invalid, but is broken, or was asked for
 * something that it cannot do. The schema's own error is its cause.
 *
 * @param who - which schema: `the zod schema`.
 */
export function brokenSchemaError(who: string, value: unknown, cause: unknown): DecodeError {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : "something that is no Error";
  return new DecodeError({ issues: [{ path: [], value, message: `${who} threw ${why}` }], cause });
}
