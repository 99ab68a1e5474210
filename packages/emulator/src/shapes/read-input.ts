import type { JsonObject } from "../wire/json-object.js";
import { ServiceError } from "../wire/service-error.js";
import type { Input, Shape } from "./member.js";
import { brokenMembers, readMembers } from "./members.js";

/**
 * Reads an operation's input off the wire.
 *
 * @throws {@link ServiceError} `SerializationException` or `ValidationException`
 */
export function readInput<S extends Shape>(shape: S, json: JsonObject): Input<S> {
  const input = readMembers(shape, json);
  const broken = brokenMembers(shape, input, "");
  if (broken.length > 0) {
    const count = broken.length === 1 ? "1 validation error" : `${broken.length} validation errors`;
    throw new ServiceError({ code: "ValidationException", message: `${count} detected: ${broken.join("; ")}` });
  }
  return input;
}
