import { ListingError, MisplacedRetryError, RetriesExhaustedError } from "@rekognition-rx/core";
import { TimeoutError } from "rxjs";
import { describe, expect, test } from "vitest";
import { classifyFailure, type FailureReason } from "../../src/retry/classify-failure.js";
import { connectionReset, invalidParameter, throttling } from "./support/failures.js";
import { sdkClassification, sdkTexts } from "./support/sdk-classification.js";

function reasonOf(error: unknown, isRetryable?: (error: unknown) => boolean | undefined): FailureReason | undefined {
  return classifyFailure(error, isRetryable)?.reason;
}

const named = <T extends object>(name: string, members?: T): Error & T =>
  Object.assign(new Error("as the SDK says"), { name }, members);
const withStatus = (httpStatusCode: number, name = "Error"): Error => named(name, { $metadata: { httpStatusCode } });
const withCode = (code: string, message = "as Node says"): Error => Object.assign(new Error(message), { code });
const wrapped = (cause: unknown): Error => new Error("a wrapper", { cause });

const unread = ($responseBodyText: string, httpStatusCode: number): Error =>
  Object.assign(new SyntaxError("Unexpected token"), { $responseBodyText, $metadata: { httpStatusCode } });
/** As the SDK's own client throws it, with no more than ten characters of the text. */
const unparsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return Object.assign(error as Error, { $metadata: { httpStatusCode: 400 } });
  }
};

// Not copied here: what the installed SDK says of each text that it knows, as a name, a code and a browser's message.
const isThrottlingError = (error: Error): boolean => sdkClassification.isThrottlingError(error);
const isTransientError = (error: Error): boolean => sdkClassification.isTransientError(error);
const THROTTLES = sdkTexts.filter((name) => isThrottlingError(named(name)));
const TRANSIENTS = sdkTexts.filter((name) => isTransientError(named(name)));
const SOCKET_CODES = sdkTexts.filter((code) => isTransientError(withCode(code)));
const BROWSER_NETWORK_ERRORS = sdkTexts.filter((message) => isTransientError(new TypeError(message)));
const STATUSES = Array.from({ length: 200 }, (_, index) => 400 + index);

interface Case {
  readonly what: string;
  readonly error: unknown;
  readonly reason: FailureReason | undefined;
}

const TABLE: readonly Case[] = [
  ...THROTTLES.map((name) => ({ what: name, error: named(name), reason: "throttled" as const })),
  // The model marks ThrottlingException a server fault and the service sends 400: neither counts.
  ...[400, 500, 503].map((status) => ({
    what: `ThrottlingException with ${status}`,
    error: withStatus(status, "ThrottlingException"),
    reason: "throttled" as const,
  })),
  { what: "HTTP 429 under any name", error: withStatus(429, "SomeNewException"), reason: "throttled" },
  { what: "$retryable.throttling", error: named("New", { $retryable: { throttling: true } }), reason: "throttled" },

  ...TRANSIENTS.map((name) => ({ what: name, error: named(name), reason: "transient" as const })),
  { what: "InternalServerError without a status", error: named("InternalServerError"), reason: "transient" },
  ...[500, 502, 503, 504].map((status) => ({
    what: `HTTP ${status}`,
    error: withStatus(status),
    reason: "transient" as const,
  })),
  ...SOCKET_CODES.map((code) => ({ what: code, error: withCode(code), reason: "transient" as const })),
  ...BROWSER_NETWORK_ERRORS.map((message) => ({
    what: `a browser's TypeError: ${message}`,
    error: new TypeError(message),
    reason: "transient" as const,
  })),
  { what: "$retryable", error: named("New", { $retryable: {} }), reason: "transient" },
  {
    what: "$retryable, not throttling",
    error: named("New", { $retryable: { throttling: false } }),
    reason: "transient",
  },
  {
    what: "a clock skew that the client has corrected",
    error: named("InvalidSignatureException", { $metadata: { httpStatusCode: 403, clockSkewCorrected: true } }),
    reason: "transient",
  },
  {
    what: "an expired signature",
    error: Object.assign(new Error("Signature expired: 20261123T120000Z is now earlier than ..."), {
      name: "InvalidSignatureException",
    }),
    reason: "transient",
  },
  {
    what: "an HTTP/2 stream that was refused",
    error: withCode("ERR_HTTP2_STREAM_ERROR", "Stream closed with error code NGHTTP2_REFUSED_STREAM"),
    reason: "transient",
  },
  { what: "rxjs's TimeoutError", error: new TimeoutError(), reason: "transient" },
  { what: "AbortSignal.timeout's", error: new DOMException("timed out", "TimeoutError"), reason: "transient" },

  { what: "an answer that was cut off, status unknown", error: new SyntaxError("Unexpected end"), reason: "transient" },
  ...[200, 299, 500, 501, 503].map((status) => ({
    what: `a SyntaxError with ${status}`,
    error: withStatus(status, "SyntaxError"),
    reason: "transient" as const,
  })),
  ...[400, 403, 404, 499].map((status) => ({
    what: `a SyntaxError with ${status}`,
    error: withStatus(status, "SyntaxError"),
    reason: undefined,
  })),

  ...[
    "<ThrottlingException><message>Rate exceeded</message></ThrottlingException>",
    '<?xml version="1.0"?>\n<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>',
    "SlowDown: please",
  ].map((text) => ({
    what: `a throttle that is no JSON: ${text}`,
    error: unread(text, 400),
    reason: "throttled" as const,
  })),
  { what: "the beginning of a throttle in XML", error: unparsed("<ThrottlingException>"), reason: "throttled" },
  {
    what: "the whole of an element that a throttle begins with",
    error: unread("<Throttling1>", 400),
    reason: undefined,
  },
  {
    what: "a throttle far after the first words",
    error: unread(`${"x ".repeat(1_000)}SlowDown`, 400),
    reason: undefined,
  },
  {
    what: "a throttle at the end of the first words",
    error: unread(`${"x ".repeat(990)}SlowDown`, 400),
    reason: "throttled",
  },
  { what: "an answer without a word", error: unread("<>", 400), reason: undefined },
  { what: "a short beginning in XML", error: unread("<SlowDow", 400), reason: undefined },
  {
    what: "a throttle's name in an error's message",
    error: named("Unknown", { message: "SlowDown", $fault: "client", $metadata: { httpStatusCode: 400 } }),
    reason: undefined,
  },
  { what: "the beginning of something in XML", error: unparsed("<ErrorResponse>"), reason: undefined },
  { what: "a page about throttling", error: unread("<html>Throttling</html>", 400), reason: undefined },
  { what: "the login page of a network", error: unread("<html>Log in</html>", 200), reason: undefined },
  { what: "a proxy's page with 503", error: unread("<html>busy</html>", 503), reason: "transient" },
  { what: "an error of AWS that was cut off", error: unread('{"__type":"Thr', 400), reason: "transient" },
  {
    what: "a signature of the future",
    error: named("InvalidSignatureException", { message: "Signature not yet current: ..." }),
    reason: "transient",
  },
  { what: "AccessDeniedException", error: named("AccessDeniedException"), reason: undefined },
  {
    // In the SDK's list of clock skews: this service denies for want of a permission.
    what: "AccessDeniedException, even where the clock was corrected",
    error: named("AccessDeniedException", { $metadata: { clockSkewCorrected: true } }),
    reason: undefined,
  },
  { what: "InvalidParameterException", error: invalidParameter(), reason: undefined },
  { what: "InvalidPaginationTokenException", error: named("InvalidPaginationTokenException"), reason: undefined },
  { what: "an abort", error: new DOMException("This operation was aborted", "AbortError"), reason: undefined },
  {
    what: "an abort of the SDK with a socket's code",
    error: named("AbortError", { code: "ECONNRESET" }),
    reason: undefined,
  },
  { what: "another signature error", error: named("InvalidSignatureException"), reason: undefined },
  { what: "an expired signature under another name", error: new Error("Signature expired"), reason: undefined },
  { what: "a refused stream under another code", error: withCode("E", "NGHTTP2_REFUSED_STREAM"), reason: undefined },
  { what: "another HTTP/2 error", error: withCode("ERR_HTTP2_STREAM_ERROR", "NGHTTP2_CANCEL"), reason: undefined },
  { what: "another TypeError", error: new TypeError("page is null"), reason: undefined },
  { what: "a browser's message in no TypeError", error: new Error("Failed to fetch"), reason: undefined },
  ...[400, 401, 403, 404, 408, 501, 505].map((status) => ({
    what: `HTTP ${status}`,
    error: withStatus(status),
    reason: undefined,
  })),
  { what: "an unknown code", error: withCode("EACCES"), reason: undefined },
  { what: "a thrown string", error: "ThrottlingException", reason: undefined },
  { what: "null", error: null, reason: undefined },
  { what: "undefined", error: undefined, reason: undefined },
  { what: "a number", error: 429, reason: undefined },
  { what: "a function", error: () => 429, reason: undefined },
  { what: "an object with nothing in it", error: Object.create(null), reason: undefined },
  {
    what: "members of the wrong types",
    error: { name: 429, code: 503, message: null, $metadata: 503 },
    reason: undefined,
  },
  { what: "a signature error without a text", error: { name: "InvalidSignatureException" }, reason: undefined },
  ...[null, true, "throttling"].map(($retryable) => ({
    what: `$retryable that is ${String($retryable)}`,
    error: named("New", { $retryable }),
    reason: undefined,
  })),
  { what: "a plain object with a name", error: { name: "ThrottlingException" }, reason: "throttled" },
];

describe("what the installed SDK says", () => {
  test("is asked of lists that were found", () => {
    expect(THROTTLES).toEqual(expect.arrayContaining(["ThrottlingException", "SlowDown"]));
    expect(TRANSIENTS).toEqual(expect.arrayContaining(["TimeoutError"]));
    expect(SOCKET_CODES).toEqual(expect.arrayContaining(["ECONNRESET", "ENOTFOUND"]));
    expect(BROWSER_NETWORK_ERRORS).toEqual(expect.arrayContaining(["Failed to fetch"]));
  });

  test.each(sdkTexts)("is what is said here, of what is named, coded or described as %j", (text) => {
    for (const error of [named(text), withCode(text), new TypeError(text), new Error(text)]) {
      const reason = isThrottlingError(error) ? "throttled" : isTransientError(error) ? "transient" : undefined;
      expect(reasonOf(error)).toBe(reason);
    }
  });

  test("is what is said here of every status from 400 to 599", () => {
    for (const status of STATUSES) {
      const error = withStatus(status);
      const isRetried = isThrottlingError(error) || isTransientError(error);
      expect({ status, isRetried: reasonOf(error) !== undefined }).toEqual({ status, isRetried });
    }
  });
});

describe("what a failure is", () => {
  test.each(TABLE)("$what: $reason", ({ error, reason }) => {
    expect(reasonOf(error)).toBe(reason);
  });

  test.each(TABLE)("is recognised through causes: $what", ({ error, reason }) => {
    expect(reasonOf(wrapped(error))).toBe(reason);
    expect(reasonOf(wrapped(wrapped(error)))).toBe(reason);
  });

  test("is recognised through the error of a listing", () => {
    const cause = throttling();
    const error = new ListingError({ operation: "X", cause, resumeToken: undefined, pagesDelivered: 0 });
    expect(reasonOf(error)).toBe("throttled");
  });

  test("is what the outermost link says that says anything", () => {
    expect(reasonOf(Object.assign(throttling(), { cause: connectionReset() }))).toBe("throttled");
    expect(reasonOf(Object.assign(connectionReset(), { cause: throttling() }))).toBe("transient");
    expect(reasonOf(Object.assign(invalidParameter(), { cause: throttling() }))).toBeUndefined();
  });

  test.each(["AccessDeniedException", "InvalidParameterException", "InvalidPaginationTokenException"])(
    "is final where the outermost is %s, whatever caused it",
    (name) => {
      expect(reasonOf(named(name, { cause: throttling() }))).toBeUndefined();
    },
  );

  test("is looked for in ten links, and no further", () => {
    let chain: Error = throttling();
    for (let links = 1; links < 10; links += 1) {
      chain = wrapped(chain);
    }
    expect(reasonOf(chain)).toBe("throttled");
    expect(reasonOf(wrapped(chain))).toBeUndefined();
  });

  test("is found in causes that run in a circle, or on for ever", () => {
    const one = new Error("one");
    const two = new Error("two", { cause: one });
    one.cause = two;
    expect(reasonOf(one)).toBeUndefined();
    const self = throttling();
    self.cause = self;
    expect(reasonOf(self)).toBe("throttled");

    const endless = {
      get cause(): unknown {
        return Object.create(this) as unknown;
      },
    };
    expect(reasonOf(endless)).toBeUndefined();
  });

  test("keeps the response that said so, for its hint", () => {
    const error = throttling({ "retry-after": "3" });
    expect(classifyFailure(wrapped(error), undefined)).toEqual({ reason: "throttled", response: error.$response });
  });
});

const yes = (): boolean => true;
const no = (): boolean => false;
const leaves = (): undefined => undefined;

describe("isRetryable", () => {
  test("is asked with the failure as it came", () => {
    const asked: unknown[] = [];
    const error = wrapped(throttling());
    reasonOf(error, (given) => {
      asked.push(given);
      return undefined;
    });
    expect(asked).toEqual([error]);
    expect(asked[0]).toBe(error);
  });

  test.each<[string, unknown, FailureReason | undefined, FailureReason]>([
    ["a throttle", throttling(), "throttled", "throttled"],
    ["a transient fault", connectionReset(), "transient", "transient"],
    ["what would not be retried", new Error("odd"), undefined, "transient"],
    ["what is never retried otherwise", invalidParameter(), undefined, "transient"],
    ["a thrown string", "odd", undefined, "transient"],
  ])("overrules with true and false, and leaves it with undefined: %s", (_, error, otherwise, retried) => {
    expect(reasonOf(error, yes)).toBe(retried);
    expect(reasonOf(error, no)).toBeUndefined();
    expect(reasonOf(error, leaves)).toBe(otherwise);
  });

  test("that says yes keeps the response, for its hint", () => {
    const error = named("Odd", { $response: { headers: { "retry-after": "3" } } });
    expect(classifyFailure(error, yes)).toEqual({ reason: "transient", response: error.$response });
  });

  const exhausted = new RetriesExhaustedError({
    attempts: 3,
    elapsed: 0,
    reason: "throttled",
    limit: "maxAttempts",
    cause: throttling(),
  });

  test.each<[string, unknown]>([
    ["an abort", new DOMException("aborted", "AbortError")],
    ["a retry that was given up", exhausted],
    ["a retry that was misplaced", new MisplacedRetryError({ cause: throttling() })],
  ])("is not asked about %s, nor about what has one for its cause", (_, error) => {
    const asked: unknown[] = [];
    const isRetryable = (given: unknown): boolean => {
      asked.push(given);
      return true;
    };
    expect(reasonOf(error)).toBeUndefined();
    expect(reasonOf(error, isRetryable)).toBeUndefined();
    expect(reasonOf(wrapped(error), isRetryable)).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
