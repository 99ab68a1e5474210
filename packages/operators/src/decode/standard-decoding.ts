import { DecodeError } from "@rekognition-rx/core";
import { type Either, left, right } from "fp-ts/lib/Either.js";
import { brokenSchemaError } from "./broken-schema-error.js";
import { type Decoding, isPromise } from "./decode-in-order.js";
import type { StandardResult, StandardSchema } from "./standard-schema.js";

/**
 * Decodes one value with a Standard Schema. Returns a promise if the schema gives one, which may differ from value to
 * value.
 *
 * @throws DecodeError if the schema throws; the promise rejects with one if the schema rejects.
 */
export function standardDecoding<A>(schema: StandardSchema<A>): Decoding<A> {
  const standard = schema["~standard"];
  const who = `the ${standard.vendor} schema`;
  return (value) => {
    try {
      const result = standard.validate(value);
      return isPromise(result) ? settle(result, who, value) : eitherOf(result, value);
    } catch (cause) {
      throw brokenSchemaError(who, value, cause);
    }
  };
}

async function settle<A>(
  result: PromiseLike<StandardResult<A>>,
  who: string,
  value: unknown,
): Promise<Either<DecodeError, A>> {
  try {
    return eitherOf(await result, value);
  } catch (cause) {
    throw brokenSchemaError(who, value, cause);
  }
}

function eitherOf<A>(result: StandardResult<A>, value: unknown): Either<DecodeError, A> {
  if (result.issues === undefined) {
    return right(result.value);
  }
  return left(
    new DecodeError({
      issues: result.issues.map(({ message, path = [] }) => {
        const keys = path.map((segment) => (typeof segment === "object" ? segment.key : segment));
        return { path: keys, message, ...memberAt(value, keys) };
      }),
      raw: value,
    }),
  );
}

/**
 * The value that an issue is about, if it can be found: the issues of a Standard Schema do not have it. If a schema
 * first transforms its input, as JSON text to an object, its paths do not exist in the input.
 */
function memberAt(value: unknown, keys: readonly PropertyKey[]): { readonly value?: unknown } {
  try {
    let member = value;
    for (const key of keys) {
      if (typeof member !== "object" || member === null) {
        return {};
      }
      member = Reflect.get(member, key);
    }
    return { value: member };
  } catch {
    return {};
  }
}
