/** Something that goes wrong with one request, by the name that a person knows it by. */
export type Fault = (typeof THROTTLES)[number] | (typeof TRANSIENT_FAULTS)[number] | (typeof FINAL_FAULTS)[number];

/** The service asks to slow down. */
export const THROTTLES = [
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
  "ThrottlingException thrown at once",
] as const;

/** Gone at the next attempt. */
export const TRANSIENT_FAULTS = [
  "InternalServerError",
  "503",
  "clock skew",
  "truncated answer",
  "connection reset",
] as const;

/** Not to be retried: the failure itself, an answer that is no page, or no answer at all. */
const FINAL_FAULTS = [
  "AccessDeniedException",
  "AbortError of the client",
  "TypeError thrown at once",
  "null page",
  "undefined page",
  "hang",
] as const;

export const FAULTS: readonly Fault[] = [...THROTTLES, ...TRANSIENT_FAULTS, ...FINAL_FAULTS];

/** How the client shows a fault: it rejects, it throws before there is a promise, it answers with no page, or never. */
export type Symptom =
  | { readonly kind: "rejects"; readonly error: unknown }
  | { readonly kind: "throws"; readonly error: unknown }
  | { readonly kind: "answers"; readonly page: null | undefined }
  | { readonly kind: "hangs" };

export function symptomOf(fault: Fault): Symptom {
  switch (fault) {
    case "ThrottlingException":
    case "ProvisionedThroughputExceededException":
      return { kind: "rejects", error: exception(fault, 400) };
    case "ThrottlingException thrown at once":
      return { kind: "throws", error: exception("ThrottlingException", 400) };
    case "InternalServerError":
      return { kind: "rejects", error: exception(fault, 500) };
    case "503":
      return { kind: "rejects", error: exception("ServiceUnavailable", 503) };
    case "clock skew":
      return { kind: "rejects", error: exception("InvalidSignatureException", 400, { clockSkewCorrected: true }) };
    case "truncated answer":
      return { kind: "rejects", error: new SyntaxError("Unexpected end of JSON input") };
    case "connection reset":
      return { kind: "rejects", error: Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }) };
    case "AccessDeniedException":
      return { kind: "rejects", error: exception(fault, 400) };
    case "AbortError of the client":
      return { kind: "rejects", error: Object.assign(new Error("Request aborted"), { name: "AbortError" }) };
    case "TypeError thrown at once":
      return { kind: "throws", error: new TypeError("client.send was called on a client that is destroyed") };
    case "null page":
      return { kind: "answers", page: null };
    case "undefined page":
      return { kind: "answers", page: undefined };
    case "hang":
      return { kind: "hangs" };
  }
}

/** What the SDK makes of an error of the service. */
function exception(name: string, httpStatusCode: number, metadata: object = {}): Error {
  return Object.assign(new Error(`${name} of the fake service`), {
    name,
    $fault: httpStatusCode < 500 ? "client" : "server",
    $metadata: { httpStatusCode, attempts: 1, ...metadata },
  });
}
