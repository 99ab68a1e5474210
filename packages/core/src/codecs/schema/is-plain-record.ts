/**
 * Whether a value is an object that can be an answer of the service.
 *
 * Every member of an answer is optional. Without this check an `Error`, a `Map` or a promise that nobody awaited
 * would pass for an empty page. Throws if the value's `Symbol.toStringTag` throws, and for a revoked proxy.
 */
export function isPlainRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}
