import type { DecodeError } from "@rekognition-rx/core";
import { type Either, isLeft } from "fp-ts/lib/Either.js";
import type { Decoder } from "io-ts";
import { map, type OperatorFunction } from "rxjs";
import { eachDecoded } from "./each-decoded.js";
import type { StandardSchema, StandardSchemaOutput } from "./standard-schema.js";

/**
 * Decodes each value. The first invalid value errors the stream with a `DecodeError` that says where and why.
 *
 * Takes an io-ts decoder, or a schema of any library that follows Standard Schema (zod, valibot, arktype). An
 * asynchronous schema is awaited, one value at a time and in order. Values that come meanwhile wait in memory, since a
 * subscription cannot slow its source. A schema that throws or rejects errors the stream with a `DecodeError` whose
 * `cause` is what it threw.
 *
 * @example
 * ```ts
 * import { DescribeProjectsResponse, describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { decodeWith } from "@rekognition-rx/operators";
 *
 * describeProjects$({ client: rekognitionClient() })
 *   .pipe(decodeWith(DescribeProjectsResponse))
 *   .subscribe({ next: (page) => console.log(page.ProjectDescriptions.length), error: console.error });
 * ```
 *
 * @throws TypeError for a value that is neither an io-ts decoder nor a Standard Schema, at once.
 * @see {@link decodeEither} to go on after an invalid value.
 * @see {@link decodeProjects} for pages, project by project.
 */
export function decodeWith<Input, A>(decoder: Decoder<Input, A>): OperatorFunction<Input, A>;
/** The same, with a schema of any library that follows Standard Schema: zod, valibot, arktype. */
export function decodeWith<Schema extends StandardSchema>(
  schema: Schema,
): OperatorFunction<unknown, StandardSchemaOutput<Schema>>;
export function decodeWith<A>(schema: Decoder<never, A> | StandardSchema<A>): OperatorFunction<unknown, A> {
  const decoded = eachDecoded(schema);
  return (source) => source.pipe(decoded, map(validOrThrow));
}

function validOrThrow<A>(decoded: Either<DecodeError, A>): A {
  if (isLeft(decoded)) {
    throw decoded.left;
  }
  return decoded.right;
}
