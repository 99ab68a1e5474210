import type { DecodeError } from "@rekognition-rx/core";
import type { Either } from "fp-ts/lib/Either.js";
import type { Decoder } from "io-ts";
import type { OperatorFunction } from "rxjs";
import { eachDecoded } from "./each-decoded.js";
import type { StandardSchema, StandardSchemaOutput } from "./standard-schema.js";

/**
 * Decodes each value to an `Either`: one `Either` out for each value in, valid or not.
 *
 * Takes the same schemas as {@link decodeWith}, and awaits asynchronous ones in the same way. Only a schema that throws
 * or rejects errors the stream: then the schema is at fault, not the value.
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
 *
 * @throws TypeError for a value that is neither an io-ts decoder nor a Standard Schema, at once.
 */
export function decodeEither<Input, A>(decoder: Decoder<Input, A>): OperatorFunction<Input, Either<DecodeError, A>>;
/** The same, with a schema of any library that follows Standard Schema: zod, valibot, arktype. */
export function decodeEither<Schema extends StandardSchema>(
  schema: Schema,
): OperatorFunction<unknown, Either<DecodeError, StandardSchemaOutput<Schema>>>;
export function decodeEither<A>(
  schema: Decoder<never, A> | StandardSchema<A>,
): OperatorFunction<unknown, Either<DecodeError, A>> {
  return eachDecoded(schema);
}
