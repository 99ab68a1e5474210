import { isDeeperThan, MAX_DEPTH } from "./is-deeper-than.js";
import { isJsonObject, type JsonObject } from "./json-object.js";
import { ServiceError } from "./service-error.js";

/** A body as JSON: the object, or the error if it is not one. */
export function parseInput(body: Buffer): JsonObject | ServiceError {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    return new ServiceError({ code: "SerializationException", message: "The request body is not valid JSON" });
  }
  if (!isJsonObject(value)) {
    return new ServiceError({ code: "SerializationException", message: "The request body is not a JSON object" });
  }
  // A short body has no room for so many levels.
  if (body.length > 2 * MAX_DEPTH && isDeeperThan(value, MAX_DEPTH)) {
    return new ServiceError({
      code: "SerializationException",
      message: `The request body is nested more than ${MAX_DEPTH} levels deep`,
    });
  }
  return value;
}
