import { errorBody } from "./error-body.js";
import { parseInput } from "./parse-input.js";
import type { Protocol } from "./protocol.js";
import { queryErrorOf } from "./query-protocol.js";

/**
 * AWS JSON 1.0 or 1.1.
 *
 * @param options.hasRekognitionErrors - whether exceptions have the members of Rekognition's exceptions
 * @param options.hasQueryErrors - whether a header also names the error of the query protocol
 */
export function jsonProtocol(
  version: "1.0" | "1.1",
  {
    hasRekognitionErrors = false,
    hasQueryErrors = false,
  }: { readonly hasRekognitionErrors?: boolean; readonly hasQueryErrors?: boolean } = {},
): Protocol {
  return {
    contentType: `application/x-amz-json-${version}`,
    isTextual: false,
    input: parseInput,
    output: (_, json) => json,
    refusal(error, requestId) {
      const { status, code, message } = error;
      const body = hasRekognitionErrors ? errorBody(error, requestId) : JSON.stringify({ __type: code, message });
      const fault = status >= 500 ? "Receiver" : "Sender";
      const ofQuery = hasQueryErrors ? { "x-amzn-query-error": `${queryErrorOf(error).code};${fault}` } : {};
      return { status, body: Buffer.from(body), headers: { ...ofQuery, ...error.headers }, errorType: code };
    },
  };
}
