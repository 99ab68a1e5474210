/**
 * Whether a value is an object with members: not `null`, and no array.
 *
 * Throws on a proxy that was revoked, as `Array.isArray` does.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
