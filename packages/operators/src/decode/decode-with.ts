import { isLeft } from "fp-ts/lib/Either.js";
import type { Decoder } from "io-ts";
import type { Observable, OperatorFunction } from "rxjs";
import { decodeInOrder } from "./decode-in-order.js";
import { decodingOf } from "./decoding.js";
import type { StandardSchema, StandardSchemaOutput } from "./standard-schema.js";

/**
 * Decodes each value. The first that is invalid errors the stream, with a `DecodeError` that says where and why.
 *
 * Takes an io-ts decoder, or a schema of any library that follows Standard Schema (zod, valibot, arktype).
 * An asynchronous schema is awaited, one value at a time and in order; what comes meanwhile waits in memory, since
 * a subscription cannot slow its source. A schema that throws, or rejects, errors the stream with a `DecodeError`
 * whose `cause` is what it threw.
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
 * @see {@link decodeEither} to go on behind an invalid value.
 * @see {@link decodeProjects} for pages, project by project.
 */
export function decodeWith<Input, A>(decoder: Decoder<Input, A>): OperatorFunction<Input, A>;
export function decodeWith<Schema extends StandardSchema>(
  schema: Schema,
): OperatorFunction<unknown, StandardSchemaOutput<Schema>>;
export function decodeWith<A>(schema: Decoder<never, A> | StandardSchema<A>): OperatorFunction<unknown, A> {
  const decode = decodingOf(schema);
  return (source: Observable<unknown>) =>
    decodeInOrder<A, A>(source, decode, (decoded, subscriber) => {
      if (isLeft(decoded)) subscriber.error(decoded.left);
      else subscriber.next(decoded.right);
    });
}
