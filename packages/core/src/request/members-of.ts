import { asGiven } from "./as-given.js";

/**
 * The members of an input as a plain object: read once, so that what the caller does to it later is no concern of a walk.
 *
 * An instance of a class has members that a spread does not see: the getters of its class, which the SDK would read.
 *
 * @throws TypeError for an input that is no object.
 */
export function membersOf<Input extends object>(input: Input, caller: string): Input {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw new TypeError(
      `${caller}: the input must be an object with the members of the request, not ${asGiven(input)}`,
    );
  }
  const members = { ...input } as Record<string, unknown>;
  for (let proto = prototypeOf(input); proto !== null && prototypeOf(proto) !== null; proto = prototypeOf(proto)) {
    for (const name of Object.getOwnPropertyNames(proto)) {
      const value: unknown = Object.hasOwn(members, name) ? undefined : Reflect.get(input, name);
      if (value !== undefined && typeof value !== "function") {
        members[name] = value;
      }
    }
  }
  return members as Input;
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value) as object | null;
}
