import { excerpt } from "./excerpt.js";
import { foreignAnswer } from "./foreign-answer.js";

/** What a request failed on, in one line, for the message of another error. */
export function describeCause(cause: unknown): string {
  const foreign = foreignAnswer(cause);
  if (foreign === undefined) {
    return excerpt(cause, 500).replace(ADVICE_OF_THE_SDK, "");
  }
  const { status, text, location } = foreign;
  const where = location === undefined ? "" : ` to ${excerpt(location, 200)}`;
  const what = text === "" ? "with no error of AWS in it" : `with ${excerpt(text, 120)}`;
  const who = XML_OF_AWS.test(text) ? "XML in the place of JSON" : "a proxy or a wrong endpoint answered, not AWS";
  return `HTTP ${status ?? "(status unknown)"}${where} ${what}: ${who}`;
}

/** Services that speak XML, and gateways before those that speak JSON, name their errors so. */
const XML_OF_AWS = /^\s*(?:<\?xml[^>]*>\s*)?<(?:\w*Exception|Error|ErrorResponse|Response)\b/;

/** How to find the response in the SDK's error, which is the cause of ours. */
const ADVICE_OF_THE_SDK = /\s*Deserialization error: to see the raw response.*$/s;
