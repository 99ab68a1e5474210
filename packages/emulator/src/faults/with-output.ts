import type { Answer } from "../wire/answer.js";
import { isJsonObject, type JsonObject } from "../wire/json-object.js";

/** An answer with another output; an error stays as it is. */
export function withOutput(answer: Answer, change: (output: JsonObject) => JsonObject): Answer {
  if (answer.errorType !== undefined) {
    return answer;
  }
  const output: unknown = JSON.parse(answer.body.toString());
  // `JSON.stringify` leaves out a member that is undefined.
  return isJsonObject(output) ? { ...answer, body: Buffer.from(JSON.stringify(change(output))) } : answer;
}
