/**
 * Whether a value is an object that can be an answer of the service.
 *
 * Every member of an answer is optional, so that an `Error`, a promise that nobody awaited or a `Map`
 * would otherwise pass for an empty page. Throws where its tag does, and on a proxy that was revoked.
 */
export function isPlainRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}
