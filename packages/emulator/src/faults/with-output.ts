import type { Answer } from "../wire/answer.js";
import { isJsonObject, type JsonObject } from "../wire/json-object.js";

/** The answer with its output changed. An error, or an answer that is not JSON, stays as it is. */
export function withOutput(answer: Answer, change: (output: JsonObject) => JsonObject): Answer {
  const isJson = answer.headers["Content-Type"]?.includes("json") === true;
  if (answer.errorType !== undefined || !isJson) {
    return answer;
  }
  const output: unknown = JSON.parse(answer.body.toString());
  // `JSON.stringify` leaves out a member that is undefined.
  return isJsonObject(output) ? { ...answer, body: Buffer.from(JSON.stringify(change(output))) } : answer;
}
