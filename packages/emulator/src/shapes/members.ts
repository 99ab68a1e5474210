import type { JsonObject } from "../wire/json-object.js";
import type { Input, Shape } from "./member.js";

/**
 * Reads the members of a structure off the wire. `null` counts as absent and unknown members are ignored, as in the
 * service.
 *
 * @throws ServiceError `SerializationException`
 */
export function readMembers<S extends Shape>(shape: S, json: JsonObject): Input<S> {
  const values = Object.entries(shape).map(([name, member]) => {
    const value = Object.hasOwn(json, name) ? json[name] : undefined;
    return [name, value === undefined || value === null ? undefined : member.read(value)] as const;
  });
  // `brokenMembers` checks that the required ones are there, before anything uses them.
  return Object.fromEntries(values) as Input<S>;
}

/** A sentence for each constraint that the members of a structure break. */
export function brokenMembers<S extends Shape>(shape: S, values: Input<S>, prefix: string): readonly string[] {
  return Object.entries(shape).flatMap(([name, member]) => {
    const path = `${prefix}${camelCase(name)}`;
    const value = values[name];
    if (value === undefined) {
      return member.required === true ? [sentence("null", path, "Member must not be null")] : [];
    }
    return member
      .broken(value)
      .map((message) => sentence(`'${member.show(value)}'`, path, message))
      .concat(member.brokenInside?.(value, path) ?? []);
  });
}

function sentence(value: string, path: string, message: string): string {
  return `Value ${value} at '${path}' failed to satisfy constraint: ${message}`;
}

/** The service names members as its own code does, not as the wire does. */
function camelCase(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
