import * as t from "io-ts";

/** Reads one member of any object. If reading it throws, adds an error to `errors` and returns `undefined`. */
export function readMember(
  owner: object,
  key: PropertyKey,
  context: t.Context,
  errors: t.ValidationError[],
): { readonly value: unknown } | undefined {
  try {
    return { value: Reflect.get(owner, key) };
  } catch {
    errors.push({
      value: undefined,
      context: t.appendContext(context, String(key), t.unknown),
      message: "expected a value that can be read, but reading it threw",
    });
    return undefined;
  }
}
