import type { StandardSchema } from "./standard-schema.js";

/** Recognises a schema of zod, valibot or arktype. The schemas of arktype are functions. */
export function isStandardSchema(schema: unknown): schema is StandardSchema<never> {
  return (typeof schema === "object" || typeof schema === "function") && schema !== null && "~standard" in schema;
}
