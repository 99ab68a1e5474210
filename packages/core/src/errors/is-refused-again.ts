/**
 * Whether the same request would be refused again: it is wrong, denied, or asks for something that does not exist.
 *
 * By the name that AWS's services give to their exceptions, or by a status of 400 to 499 that is neither a throttle nor a
 * fault that may pass.
 */
export function isRefusedAgain(error: unknown): boolean {
  try {
    const { name, $metadata, $retryable } = (error ?? {}) as Refusal;
    if (typeof name !== "string") {
      return false;
    }
    const status = $metadata?.httpStatusCode;
    const isClientFault = status !== undefined && status >= 400 && status < 500 && !PASSING.has(status);
    return NAMES.has(name) || (isClientFault && $retryable === undefined && !PASSES.test(name));
  } catch {
    return false;
  }
}

/** What the SDK puts on its errors. */
interface Refusal {
  readonly name?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $retryable?: unknown;
}

/** A request timeout, an early request and a throttle. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/** Names of throttles and of faults that pass, which services send with status 400, too. */
const PASSES =
  /throttl|limit|slowdown|toomanyrequests|provisionedthroughput|timeout|timedout|priorrequest|inprogress|idpcommunication/i;

/** Names in the service models, also of errors that carry no status. */
const NAMES: ReadonlySet<string> = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "IncompleteSignature",
  "IncompleteSignatureException",
  "InvalidClientTokenId",
  "InvalidPaginationTokenException",
  "InvalidParameterException",
  "InvalidParameterValueException",
  "InvalidSignatureException",
  "MissingAuthenticationTokenException",
  "NotAuthorized",
  "ResourceNotFoundException",
  "SignatureDoesNotMatch",
  "UnauthorizedOperation",
  "UnrecognizedClientException",
  "ValidationError",
  "ValidationException",
]);
