import { excerpt } from "./excerpt.js";
import { foreignAnswer } from "./foreign-answer.js";

/** Says in one line why a request failed, for the message of another error. */
export function describeCause(cause: unknown): string {
  const foreign = foreignAnswer(cause);
  if (foreign === undefined) {
    return excerpt(cause, 500).replace(ADVICE_OF_THE_SDK, "");
  }
  const { status, text, location } = foreign;
  const where = location === undefined ? "" : ` to ${excerpt(location, 200)}`;
  const what = text === "" ? "without an error of AWS" : `with ${excerpt(text, 120)}`;
  const who = XML_OF_AWS.test(text) ? "XML instead of JSON" : "a proxy or a wrong endpoint answered, not AWS";
  return `HTTP ${status ?? "(status unknown)"}${where} ${what}: ${who}`;
}

/** How services that answer in XML name their errors, and gateways in front of services that answer in JSON. */
const XML_OF_AWS = /^\s*(?:<\?xml[^>]*>\s*)?<(?:\w*Exception|Error|ErrorResponse|Response)\b/;

/** The SDK's advice on how to find the response in its error. Left out here: that error is the cause of ours. */
const ADVICE_OF_THE_SDK = /\s*Deserialization error: to see the raw response.*$/s;
