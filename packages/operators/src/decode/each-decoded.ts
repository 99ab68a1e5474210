import type { DecodeError } from "@rekognition-rx/core";
import type { Either } from "fp-ts/lib/Either.js";
import type { Decoder } from "io-ts";
import { map, type OperatorFunction } from "rxjs";
import { asGiven } from "../arguments/as-given.js";
import { decodeInOrder } from "./decode-in-order.js";
import { ioTsDecoding } from "./io-ts-decoding.js";
import { isStandardSchema } from "./is-standard-schema.js";
import { standardDecoding } from "./standard-decoding.js";
import type { StandardSchema } from "./standard-schema.js";

/**
 * Decodes each value in order, with a schema of either kind.
 *
 * @throws TypeError for a value that is not a schema, before there is a value to decode.
 */
export function eachDecoded<A>(
  schema: Decoder<never, A> | StandardSchema<A>,
): OperatorFunction<unknown, Either<DecodeError, A>> {
  if (isStandardSchema(schema)) {
    return decodeInOrder(standardDecoding(schema));
  }
  if (isDecoder(schema)) {
    return map(ioTsDecoding(schema));
  }
  throw new TypeError(
    "decodeWith and decodeEither take an io-ts decoder, or a Standard Schema (zod, valibot, arktype): " +
      `something with decode(value) or a member "~standard", not ${asGiven(schema)}`,
  );
}

function isDecoder(schema: unknown): schema is Decoder<never, never> {
  return typeof schema === "object" && schema !== null && "decode" in schema && typeof schema.decode === "function";
}
