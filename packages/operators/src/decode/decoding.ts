import { DecodeError, decodeErrorFrom } from "@rekognition-rx/core";
import { type Either, isLeft, left, right } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import type { StandardResult, StandardSchema } from "./standard-schema.js";

/** One value through a codec or a schema; a promise only where the schema gave one. */
export type Decoding<A> = (value: unknown) => Either<DecodeError, A> | PromiseLike<Either<DecodeError, A>>;

/**
 * One way to decode, whichever kind of schema it is.
 *
 * A schema that throws, or rejects, has not found the value invalid: it is broken, or was told to do something
 * that it cannot. That is thrown (or rejected) as a {@link DecodeError} with the schema's own error as its cause.
 *
 * @throws TypeError for what is no schema, before there is a value to decode.
 */
export function decodingOf<A>(schema: t.Decoder<never, A> | StandardSchema<A>): Decoding<A> {
  if (isStandardSchema(schema)) return standardDecoding(schema);
  if (isDecoder(schema)) return ioTsDecoding(schema);
  throw new TypeError(
    "decodeWith and decodeEither take an io-ts decoder, or a Standard Schema (zod, valibot, arktype): " +
      `something with decode(value) or a member "~standard", not ${schema === null ? "null" : `what is of type ${typeof schema}`}`,
  );
}

function isStandardSchema(schema: unknown): schema is StandardSchema<never> {
  // arktype's schemas are functions.
  return (typeof schema === "object" || typeof schema === "function") && schema !== null && "~standard" in schema;
}

function isDecoder(schema: unknown): schema is t.Decoder<never, never> {
  return typeof schema === "object" && schema !== null && "decode" in schema && typeof schema.decode === "function";
}

function ioTsDecoding<A>(decoder: t.Decoder<never, A>): Decoding<A> {
  // The input type of a decoder behind `pipe` is the user's promise about the source; at run time it is any value.
  const { decode, name } = decoder as t.Decoder<unknown, A>;
  return (value) => {
    let result: t.Validation<A>;
    try {
      result = decode(value);
    } catch (cause) {
      throw broken(`the decoder ${name}`, value, cause);
    }
    return isLeft(result) ? left(decodeErrorFrom(result.left)) : result;
  };
}

function standardDecoding<A>(schema: StandardSchema<A>): Decoding<A> {
  const standard = schema["~standard"];
  const who = `the ${standard.vendor} schema`;
  return (value) => {
    try {
      const result = standard.validate(value);
      return isPromise(result) ? settle(result, who, value) : eitherOf(result, value);
    } catch (cause) {
      throw broken(who, value, cause);
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
    throw broken(who, value, cause);
  }
}

function eitherOf<A>(result: StandardResult<A>, value: unknown): Either<DecodeError, A> {
  if (result.issues === undefined) return right(result.value);
  return left(
    new DecodeError({
      issues: result.issues.map(({ message, path = [] }) => {
        const keys = path.map((segment) => (typeof segment === "object" ? segment.key : segment));
        return { path: keys, message, ...memberAt(value, keys) };
      }),
    }),
  );
}

/** The issues of a Standard Schema do not carry the values that they are about. */
function memberAt(value: unknown, keys: readonly PropertyKey[]): { readonly value?: unknown } {
  try {
    let member = value;
    for (const key of keys)
      member = typeof member === "object" && member !== null ? Reflect.get(member, key) : undefined;
    return { value: member };
  } catch {
    return {};
  }
}

function broken(who: string, value: unknown, cause: unknown): DecodeError {
  const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : "something that is no Error";
  return new DecodeError({ issues: [{ path: [], value, message: `${who} threw ${why}` }], cause });
}

/** By its `then`: a promise may be of another realm, or of a library. */
export function isPromise<A extends object>(value: A | PromiseLike<A>): value is PromiseLike<A> {
  return "then" in value && typeof value.then === "function";
}
