/** What may go wrong with one request, by the name that a person reads in a schedule. */
export const FAULTS = [
  "throttle",
  "throttle with a hint",
  "ProvisionedThroughputExceededException",
  "throttle thrown at once",
  "InternalServerError",
  "503",
  "502 with a page of HTML",
  "403 with a page of HTML",
  "truncated answer",
  "garbled answer",
  "other content type",
  "reset before the answer",
  "reset in the middle of the answer",
  "reset after the answer",
  "clock skew",
  "AccessDeniedException",
  "InvalidParameterException",
  "ResourceNotFoundException",
  "ResourceInUseException",
  "ResourceNotReadyException",
  "expired credentials",
  "TypeError thrown at once",
  "expired token",
  "repeated token",
  "cycling token",
  "empty page with a token",
  "short page",
  'token ""',
  "token null",
  "empty body",
  "null page",
  "undefined page",
  "unknown enum value",
  "unknown member",
  "invalid item",
  "hang",
  "slow",
] as const;

export type ServiceFault = (typeof FAULTS)[number];

/** What a failure means to whoever may retry it; written from AWS's documentation and not from the library. */
type FailureClass = "throttled" | "transient" | "expired token" | "final";

/** How the SDK shows a failure. */
export interface Symptom {
  readonly error: Error;
  readonly class: FailureClass;
  readonly thrown: boolean;
  /** Milliseconds that the service asks to wait. */
  readonly hint?: number;
  /** The signature was refused for its time, by which the client has set its clock: mended once. */
  readonly isSkew?: boolean;
  /** It is an answer of `{}`, with neither a list nor a token, which the library has to take for a failure. */
  readonly isEmptyBody?: boolean;
}

/** The failure that a fault is; `undefined` for a fault that leaves an answer. */
export function symptomOf(fault: ServiceFault): Symptom | undefined {
  switch (fault) {
    case "throttle":
      return throttled();
    case "throttle with a hint":
      return throttled(2_000);
    case "ProvisionedThroughputExceededException":
      return rejected(exception(fault, 400), "throttled");
    case "throttle thrown at once":
      return { error: exception("ThrottlingException", 400), class: "throttled", thrown: true };
    case "InternalServerError":
      return rejected(exception(fault, 500), "transient");
    case "503":
      return rejected(exception("ServiceUnavailable", 503), "transient");
    case "502 with a page of HTML":
      return rejected(unparsed("Unexpected token '<'", 502), "transient");
    case "403 with a page of HTML":
      return rejected(unparsed("Unexpected token '<'", 403), "final");
    case "truncated answer":
      return rejected(unparsed("Unexpected end of JSON input", 200), "transient");
    case "garbled answer":
      return rejected(unparsed("Bad control character in string literal in JSON", 200), "transient");
    case "reset before the answer":
      return rejected(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }), "transient");
    case "reset in the middle of the answer":
      return rejected(Object.assign(new Error("aborted"), { code: "ECONNRESET" }), "transient");
    case "empty body":
      return { ...rejected(new Error("an empty body"), "transient"), isEmptyBody: true };
    case "clock skew":
      return {
        ...rejected(exception("InvalidSignatureException", 400, { clockSkewCorrected: true }), "transient"),
        isSkew: true,
      };
    case "AccessDeniedException":
    case "InvalidParameterException":
    case "ResourceNotFoundException":
    case "ResourceInUseException":
    case "ResourceNotReadyException":
      return rejected(exception(fault, 400), "final");
    case "expired credentials":
      return rejected(exception("ExpiredTokenException", 400), "final");
    case "TypeError thrown at once":
      return { error: new TypeError("the client was destroyed"), class: "final", thrown: true };
    case "expired token":
      return rejected(exception("InvalidPaginationTokenException", 400), "expired token");
    case "other content type":
    case "reset after the answer":
    case "repeated token":
    case "cycling token":
    case "empty page with a token":
    case "short page":
    case 'token ""':
    case "token null":
    case "null page":
    case "undefined page":
    case "unknown enum value":
    case "unknown member":
    case "invalid item":
    case "hang":
    case "slow":
      return undefined;
  }
}

/** A throttle, with the time that the service asks to wait, in whole seconds, if it does. */
export function throttled(hint?: number): Symptom {
  const error = exception("ThrottlingException", 400);
  if (hint === undefined) {
    return rejected(error, "throttled");
  }
  Object.defineProperty(error, "$response", { value: { headers: { "retry-after": String(hint / 1_000) } } });
  return { ...rejected(error, "throttled"), hint };
}

/** How the SDK's client refuses a request that was aborted. */
export function abortError(): Error {
  return Object.assign(new Error("Request aborted"), { name: "AbortError" });
}

function rejected(error: Error, failureClass: FailureClass): Symptom {
  return { error, class: failureClass, thrown: false };
}

function exception(name: string, httpStatusCode: number, metadata: object = {}): Error {
  return Object.assign(new Error(`${name} of the simulated service`), {
    name,
    $fault: httpStatusCode < 500 ? "client" : "server",
    $metadata: { httpStatusCode, attempts: 1, ...metadata },
  });
}

function unparsed(message: string, httpStatusCode: number): Error {
  return Object.assign(new SyntaxError(message), { $metadata: { httpStatusCode } });
}
