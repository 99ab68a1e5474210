import {
  causesOf,
  foreignAnswerOf,
  isClockSkew,
  isEmptyAnswerError,
  isMisplacedRetryError,
  isRetriesExhaustedError,
} from "@rekognition-rx/core";

/** Why a request is worth another attempt. */
export type FailureReason = "throttled" | "transient";

/** A failure that is worth another attempt. */
export interface Failure {
  readonly reason: FailureReason;
  /**
   * Whether AWS refused the signature because of its time. The client corrects its clock by the answer, so one retry
   * helps.
   */
  readonly isSkew?: boolean;
  /** The HTTP response of the failure, if there was one. */
  readonly response: unknown;
}

/**
 * Classifies a failure by the same signs as the AWS SDK, and looks at every `cause`, too. `undefined` if a retry cannot
 * help.
 *
 * @see `service-error-classification` of @smithy/core 3.41.
 */
export function classifyFailure(
  error: unknown,
  isRetryable: ((error: unknown) => boolean | undefined) | undefined,
): Failure | undefined {
  const chain = causesOf(error).filter(isObject).map(read);
  if (chain.some(isFinal)) {
    return undefined;
  }
  const overruled = isRetryable?.(error);
  if (overruled === false) {
    return undefined;
  }
  for (const link of chain) {
    if (NEVER_RETRIED.has(link.name) && overruled !== true) {
      return undefined;
    }
    if (isThrottle(link)) {
      return { reason: "throttled", response: link.$response };
    }
    if (link.clockSkewCorrected || (link.name === "InvalidSignatureException" && isClockSkew(link.error))) {
      return { reason: "transient", isSkew: true, response: link.$response };
    }
    if (isTransient(link)) {
      return { reason: "transient", response: link.$response };
    }
  }
  return overruled === true ? { reason: "transient", response: chain[0]?.$response } : undefined;
}

/** The members of the SDK's exceptions. Each is read with care, since anything can be thrown. */
interface Thrown {
  readonly error: unknown;
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly status: number | undefined;
  readonly clockSkewCorrected: boolean;
  readonly $retryable: { readonly throttling: boolean } | undefined;
  readonly $response: unknown;
  /** The text of the body, if it could not be parsed. */
  readonly bodyText: string | undefined;
}

function read(error: object): Thrown {
  const thrown = error as Record<string, unknown>;
  const metadata = asRecord(thrown["$metadata"]);
  const retryable = asRecord(thrown["$retryable"]);
  return {
    error,
    name: asText(thrown["name"]),
    code: asText(thrown["code"]),
    message: asText(thrown["message"]),
    status: typeof metadata?.["httpStatusCode"] === "number" ? metadata["httpStatusCode"] : undefined,
    clockSkewCorrected: metadata?.["clockSkewCorrected"] === true,
    $retryable: retryable === undefined ? undefined : { throttling: retryable["throttling"] === true },
    $response: thrown["$response"],
    bodyText: typeof thrown["$responseBodyText"] === "string" ? thrown["$responseBodyText"] : undefined,
  };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return isObject(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** An abort, or the error of a retry that has given up or was misplaced: two retries in one pipe must not multiply. */
function isFinal({ error, name }: Thrown): boolean {
  return name === "AbortError" || isRetriesExhaustedError(error) || isMisplacedRetryError(error);
}

/**
 * By name or status 429, never by the class of the status (4xx, 5xx): ThrottlingException comes with 400, although AWS
 * models it as a server fault.
 */
function isThrottle({ error, name, status, $retryable }: Thrown): boolean {
  return THROTTLES.has(name) || status === 429 || $retryable?.throttling === true || isThrottleInXml({ error, name });
}

/**
 * The name of a throttle in an answer that is not JSON. The SDK's own client keeps only the first characters of such an
 * answer.
 */
function isThrottleInXml({ error, name }: Pick<Thrown, "error" | "name">): boolean {
  const text = name === "SyntaxError" ? foreignAnswerOf(error)?.text.slice(0, 2_000) : undefined;
  if (text === undefined || HTML.test(text)) {
    return false;
  }
  const words = text.match(/\w+/g) ?? [];
  const beginning = /^<(\w{8,})$/.exec(text)?.[1];
  return (
    words.some((word) => THROTTLES.has(word)) ||
    (beginning !== undefined && [...THROTTLES].some((throttle) => throttle.startsWith(beginning)))
  );
}

const HTML = /<(?:!doctype )?html\b/i;

function isTransient(thrown: Thrown): boolean {
  const { error, name, code, message, status, $retryable } = thrown;
  return (
    $retryable !== undefined ||
    TRANSIENTS.has(name) ||
    SOCKET_CODES.has(code) ||
    (code === "ERR_HTTP2_STREAM_ERROR" && message.includes("NGHTTP2_REFUSED_STREAM")) ||
    TRANSIENT_STATUSES.has(status) ||
    (error instanceof TypeError && BROWSER_NETWORK_ERRORS.has(message)) ||
    isTruncated(thrown) ||
    isEmptyAnswerError(error)
  );
}

/**
 * An answer that was cut off does not parse, and a retry helps. An answer that is not from AWS does not parse either,
 * but a retry does not help: it is the page of a proxy, or the login page of a network with a status of 200.
 */
function isTruncated({ error, name, status, bodyText }: Thrown): boolean {
  if (name !== "SyntaxError" || foreignAnswerOf(error) !== undefined) {
    return false;
  }
  return bodyText !== undefined || status === undefined || status < 400 || status >= 500;
}

const NEVER_RETRIED: ReadonlySet<string> = new Set([
  "AccessDeniedException",
  "InvalidParameterException",
  "InvalidPaginationTokenException",
]);

const THROTTLES: ReadonlySet<string> = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);

const TRANSIENTS: ReadonlySet<string> = new Set([
  "TimeoutError",
  "RequestTimeout",
  "RequestTimeoutException",
  // The service's own 500. It is known by name, in case a wrapper has lost the status.
  "InternalServerError",
]);

const SOCKET_CODES: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

const TRANSIENT_STATUSES: ReadonlySet<number | undefined> = new Set([500, 502, 503, 504]);

const BROWSER_NETWORK_ERRORS: ReadonlySet<string> = new Set([
  "Failed to fetch",
  "NetworkError when attempting to fetch resource",
  "The Internet connection appears to be offline",
  "Load failed",
  "Network request failed",
]);
