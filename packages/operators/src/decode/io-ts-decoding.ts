import { DecodeError, decodeErrorFrom } from "@rekognition-rx/core";
import { type Either, isLeft, left } from "fp-ts/lib/Either.js";
import type * as t from "io-ts";
import { brokenSchemaError } from "./broken-schema-error.js";

/**
 * Decodes one value with an io-ts decoder, which always answers at once.
 *
 * @throws DecodeError if the decoder throws.
 */
export function ioTsDecoding<A>(decoder: t.Decoder<never, A>): (value: unknown) => Either<DecodeError, A> {
  // In a `pipe`, the input type of a decoder is only the user's promise about the source. At run time, the input can be
  // any value.
  const { decode, name } = decoder as t.Decoder<unknown, A>;
  return (value) => {
    let result: t.Validation<A>;
    try {
      result = decode(value);
    } catch (cause) {
      throw brokenSchemaError(`the decoder ${name}`, value, cause);
    }
    return isLeft(result) ? left(new DecodeError({ issues: decodeErrorFrom(result.left).errors, raw: value })) : result;
  };
}
