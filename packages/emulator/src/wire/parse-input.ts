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
  if (!isJsonObject(value)) {
    return new ServiceError({ code: "SerializationException", message: "The request body is not a JSON object" });
  }
  // A body this short has no room for it.
  if (body.length > 2 * MAX_DEPTH && isDeeperThan(value, MAX_DEPTH)) {
    return new ServiceError({
      code: "SerializationException",
      message: `The request body is nested more than ${MAX_DEPTH} levels deep`,
    });
  }
  return value;
}

/** Without recursion, which is what it protects others from: what is kept is written out again, in the journal. */
function isDeeperThan(value: JsonObject, limit: number): boolean {
  let level: readonly object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) {
      return true;
    }
    level = level.flatMap((each) => Object.values(each).filter((inner): inner is object => isObject(inner)));
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** As the JSON parser of most of AWS's services has it. */
const MAX_DEPTH = 1_000;
