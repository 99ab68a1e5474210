import { causesOf, isRetriesExhaustedError } from "@rekognition-rx/core";

/** What a client may know about a failure: no ARN, no request id, no stack. The rest is in the log, as its `cause`. */
export class Problem extends Error {
  /** The status of the answer, if the answer has not begun yet. */
  readonly statusCode: number;
  /** Identifies the problem for a program. */
  readonly code: ProblemCode;
  /** Seconds after which to try again, if that may help. */
  readonly retryAfter: number | undefined;

  constructor(code: ProblemCode, options?: { readonly cause?: unknown }) {
    const { statusCode, message, retryAfter } = PROBLEMS[code];
    super(message, options);
    this.name = "Problem";
    this.code = code;
    this.statusCode = statusCode;
    this.retryAfter = retryAfter;
  }

  /** As it goes over the wire. */
  toJSON(): { readonly error: { readonly code: string; readonly message: string } } {
    return { error: { code: this.code, message: this.message } };
  }
}

/** The problem that a client gets for an error of a listing. */
export function problemOf(error: unknown): Problem {
  const chain = causesOf(error);
  const known = chain.find((link) => link instanceof Problem);
  if (known !== undefined) {
    return known;
  }
  if (chain.some((link) => isRetriesExhaustedError(link) && link.reason === "throttled")) {
    return new Problem("throttled", { cause: error });
  }
  const isDenied = chain.some((link) => link instanceof Error && link.name === "AccessDeniedException");
  return new Problem(isDenied ? "denied" : "unavailable", { cause: error });
}

const PROBLEMS = {
  busy: { statusCode: 503, message: "too many streams are open; try again later", retryAfter: 5 },
  denied: { statusCode: 502, message: "the service denied this server access", retryAfter: undefined },
  internal: { statusCode: 500, message: "this server failed; its log says why", retryAfter: undefined },
  pipelined: { statusCode: 503, message: "one stream at a time on a connection", retryAfter: 5 },
  queued: { statusCode: 503, message: "too many requests are waiting; try again later", retryAfter: 5 },
  stopping: { statusCode: 503, message: "this server is stopping; connect again", retryAfter: 2 },
  throttled: { statusCode: 503, message: "the service is throttling; try again later", retryAfter: 5 },
  unavailable: { statusCode: 502, message: "the service did not answer as it should", retryAfter: undefined },
} as const;

type ProblemCode = keyof typeof PROBLEMS;
