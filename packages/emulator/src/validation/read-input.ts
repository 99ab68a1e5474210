import type { JsonObject } from "../protocol/json-object.js";
import { ServiceError } from "../protocol/service-error.js";
import type { Member } from "./member.js";

/** What a shape reads: every member is optional, as in the model of the listings. */
export type Input<Shape> = {
  readonly [Name in keyof Shape]: (Shape[Name] extends Member<infer A> ? A : never) | undefined;
};

/**
 * Reads an operation's input off the wire.
 *
 * `null` counts as absent and unknown members are passed over, as the service does.
 *
 * @throws {@link ServiceError} `SerializationException` or `ValidationException`
 */
export function readInput<Shape extends Readonly<Record<string, Member<unknown>>>>(
  shape: Shape,
  json: JsonObject,
): Input<Shape> {
  const members = Object.entries(shape);
  const values = members.map(([name, member]) => {
    const value = Object.hasOwn(json, name) ? json[name] : undefined;
    return [name, value === undefined || value === null ? undefined : member.read(value)] as const;
  });
  const input = Object.fromEntries(values);
  const broken = members.flatMap(([name, member]) => {
    const value = input[name];
    if (value === undefined) return [];
    return member
      .broken(value)
      .map(
        (message) => `Value '${member.show(value)}' at '${camelCase(name)}' failed to satisfy constraint: ${message}`,
      );
  });
  if (broken.length > 0) {
    const count = broken.length === 1 ? "1 validation error" : `${broken.length} validation errors`;
    throw new ServiceError({ code: "ValidationException", message: `${count} detected: ${broken.join("; ")}` });
  }
  return input as Input<Shape>;
}

/** The service names members as its own code does, not as the wire does. */
function camelCase(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
