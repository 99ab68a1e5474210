import { causesOf } from "./causes-of.js";

/** What answered in the place of AWS, as far as the failed request shows it. */
export interface ForeignAnswer {
  /** The HTTP status. */
  readonly status: number | undefined;
  /**
   * The body, or what is known of it: the SDK's own client keeps no more than ten characters of a body that is no JSON,
   * `rekognitionClient` all of them. `""` where there was none.
   */
  readonly text: string;
  /** Where a redirection leads. */
  readonly location: string | undefined;
}

/**
 * The answer that a request failed on, if it was none of AWS's: a proxy's page, a login of a network, a wrong endpoint,
 * or a throttle in XML. Looks through `cause`.
 *
 * An answer of AWS that was cut off is not one of these.
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

/** A body that is no JSON from its first character on; a `{` is an answer of AWS that was cut off. */
function unreadText({ $responseBodyText: body, message }: SdkError): string | undefined {
  if (typeof body === "string") {
    return body.trimStart().startsWith("{") ? undefined : body;
  }
  return FOREIGN_FROM_THE_START.exec(message)?.groups?.["text"];
}

/** As V8 says it: what it did not expect is what the text begins with. */
const FOREIGN_FROM_THE_START =
  /^Unexpected token '(?<first>[^"])', "(?<text>\s*\k<first>.*)"(?:\.{3})? is not valid JSON/s;

/** JSON, or nothing at all, but without the name that every error of AWS has. */
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
