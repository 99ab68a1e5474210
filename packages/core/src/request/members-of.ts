import { asGiven } from "./as-given.js";

/**
 * The members of an input as a plain object, read once: what the caller does to the input later does not affect a walk.
 *
 * A spread does not see the getters of a class, which the SDK would read. They are read here too.
 *
 * @throws TypeError for an input that is not an object.
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
