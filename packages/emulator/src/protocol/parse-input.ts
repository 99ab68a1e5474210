import { isJsonObject, type JsonObject } from "./json-object.js";
import { ServiceError } from "./service-error.js";

/** A body as JSON: the object, or why it is none. */
export function parseInput(body: Buffer): JsonObject | ServiceError {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    return new ServiceError({ code: "SerializationException", message: "The request body is not valid JSON" });
  }
  return isJsonObject(value)
    ? value
    : new ServiceError({ code: "SerializationException", message: "The request body is not a JSON object" });
}
