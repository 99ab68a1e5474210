import { causesOf } from "./causes-of.js";

/** An answer that did not have the form of the service's answers, as far as the failed request shows it. */
export interface ForeignAnswer {
  /** The HTTP status. */
  readonly status: number | undefined;
  /**
   * The body, or what is known of it. Of a body that is not JSON, the SDK's own client keeps at most ten characters,
   * `rekognitionClient` the whole. `""` if there was no body.
   */
  readonly text: string;
  /** The target of a redirection. */
  readonly location: string | undefined;
}

/**
 * The answer that made a request fail, if it did not have the form of the service's answers: a proxy's page, the login
 * page of a network, the answer of a wrong endpoint, or a throttle in XML. It also looks at the chain of `cause`.
 *
 * `undefined` for any other failure, such as an answer of AWS that was cut off.
 *
 * @example
 * ```ts
 * import { foreignAnswerOf } from "@rekognition-rx/core";
 *
 * function whoAnswered(error: unknown): string {
 *   const answer = foreignAnswerOf(error);
 *   return answer === undefined ? "AWS" : `HTTP ${answer.status}: ${answer.text.slice(0, 80)}`;
 * }
 * ```
 *
 * @param error - anything that was thrown.
 */
export function foreignAnswerOf(error: unknown): ForeignAnswer | undefined {
  for (const link of causesOf(error)) {
    const answer = foreignAnswer(link);
    if (answer !== undefined) {
      return answer;
    }
  }
  return undefined;
}

/** {@link foreignAnswerOf} of one error, without its causes. */
export function foreignAnswer(error: unknown): ForeignAnswer | undefined {
  try {
    const thrown = error as SdkError;
    if (typeof error !== "object" || error === null || typeof thrown.message !== "string") {
      return undefined;
    }
    const text = thrown.name === "SyntaxError" ? unreadText(thrown) : unnamedText(thrown);
    if (text === undefined) {
      return undefined;
    }
    const { location } = thrown.$response?.headers ?? {};
    return {
      status: thrown.$metadata?.httpStatusCode,
      text,
      location: typeof location === "string" ? location : undefined,
    };
  } catch {
    return undefined;
  }
}

/** The body, if its first character is already not JSON. A body with `{` first is an answer of AWS that was cut off. */
function unreadText({ $responseBodyText: body, message }: SdkError): string | undefined {
  if (typeof body === "string") {
    return body.trimStart().startsWith("{") ? undefined : body;
  }
  return FOREIGN_FROM_THE_START.exec(message)?.groups?.["text"];
}

/** The message of V8, if the character that it did not expect is the first of the text. */
const FOREIGN_FROM_THE_START =
  /^Unexpected token '(?<first>[^"])', "(?<text>\s*\k<first>.*)"(?:\.{3})? is not valid JSON/s;

/** The text of an answer that was JSON, or empty, but did not have the name that every error of AWS has. */
function unnamedText({ name, message, $metadata, $fault }: SdkError): string | undefined {
  const isUnnamed = (name === "Unknown" || name === "UnknownError") && $fault !== undefined;
  return isUnnamed && $metadata?.httpStatusCode !== undefined ? (message === "UnknownError" ? "" : message) : undefined;
}

/** What the SDK puts on its errors. */
interface SdkError {
  readonly name?: unknown;
  readonly message: string;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: { readonly location?: unknown } };
  readonly $responseBodyText?: unknown;
}
