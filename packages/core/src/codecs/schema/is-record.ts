/**
 * Whether a value is an object with members: not `null`, and not an array.
 *
 * Throws for a revoked proxy, as `Array.isArray` does.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
