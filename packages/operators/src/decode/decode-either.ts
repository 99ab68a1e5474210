import type { DecodeError } from "@rekognition-rx/core";
import type { Either } from "fp-ts/lib/Either.js";
import type { Decoder } from "io-ts";
import type { OperatorFunction } from "rxjs";
import { eachDecoded } from "./each-decoded.js";
import type { StandardSchema, StandardSchemaOutput } from "./standard-schema.js";

/**
 * Decodes each value to an `Either`: one value out for each value in, whether it was valid or not.
 *
 * Takes what {@link decodeWith} takes, and awaits what it awaits. Only a schema that throws, or rejects, errors the
 * stream: that says something about the schema, and nothing about the value.
 *
 * @example
 * ```ts
 * import { ProjectDescription, describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { decodeEither, flattenProjects } from "@rekognition-rx/operators";
 * import * as Either from "fp-ts/lib/Either.js";
 *
 * describeProjects$({ client: rekognitionClient() })
 *   .pipe(flattenProjects(), decodeEither(ProjectDescription))
 *   .subscribe({
 *     next: Either.match(
 *       (error) => console.warn(error.message),
 *       (project) => console.log(project.ProjectArn),
 *     ),
 *     error: console.error,
 *   });
 * ```
 */
export function decodeEither<Input, A>(decoder: Decoder<Input, A>): OperatorFunction<Input, Either<DecodeError, A>>;
export function decodeEither<Schema extends StandardSchema>(
  schema: Schema,
): OperatorFunction<unknown, Either<DecodeError, StandardSchemaOutput<Schema>>>;
export function decodeEither<A>(
  schema: Decoder<never, A> | StandardSchema<A>,
): OperatorFunction<unknown, Either<DecodeError, A>> {
  return eachDecoded(schema);
}
