/**
 * Whether the service refused a request because of the time of its signature, and not because of its key.
 *
 * `InvalidSignatureException` can mean both, so its message decides. The SDK's client corrects its clock by such an
 * answer, so that one more request may succeed. If that is refused too, the clock of this machine is wrong.
 *
 * @example
 * ```ts
 * import { causesOf, isClockSkew } from "@rekognition-rx/core";
 *
 * const adviceFor = (error: unknown): string =>
 *   causesOf(error).some(isClockSkew) ? "set this machine's clock" : "look at the credentials";
 * ```
 *
 * @param error - one error, without its causes.
 */
export function isClockSkew(error: unknown): boolean {
  if (typeof error !== "object" || error === null) {
    return false;
  }
  try {
    const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
    return (
      SKEWS.has(name) || (SIGNATURES.has(name) && typeof message === "string" && SIGNED_AT_ANOTHER_TIME.test(message))
    );
  } catch {
    return false;
  }
}

const SKEWS: ReadonlySet<unknown> = new Set(["RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed"]);
const SIGNATURES: ReadonlySet<unknown> = new Set(["InvalidSignatureException", "SignatureDoesNotMatch"]);
const SIGNED_AT_ANOTHER_TIME = /\bSignature (?:expired|not yet current)\b/;
