import type { TaskEither } from "fp-ts/lib/TaskEither.js";
import { left, right } from "fp-ts/lib/Either.js";
import { lastValueFrom, type Observable, toArray } from "rxjs";
import { checkFunction } from "../arguments/check-function.js";

/**
 * Turns a stream into an fp-ts `TaskEither` of everything that the stream emits.
 *
 * It is not an operator of rxjs: call it on the stream, `toTaskEither(onError)(stream$)`, or use the `pipe` of fp-ts.
 * The task is lazy: each run subscribes again. All values are held in memory until the end.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenProjects, toTaskEither } from "@rekognition-rx/operators";
 * import { pipe } from "fp-ts/lib/function.js";
 * import * as TE from "fp-ts/lib/TaskEither.js";
 *
 * const count = pipe(
 *   describeProjects$({ client: rekognitionClient() }).pipe(flattenProjects()),
 *   toTaskEither((error) => (error instanceof Error ? error : new Error(String(error)))),
 *   TE.map((projects) => projects.length),
 * );
 * console.log(await count());
 * ```
 *
 * @param onError - makes an `E` from the error of the stream. If it throws, the task rejects.
 * @throws TypeError for an `onError` that is not a function, at once.
 */
export function toTaskEither<E>(
  onError: (error: unknown) => E,
): <A>(source: Observable<A>) => TaskEither<E, readonly A[]> {
  checkFunction("toTaskEither: onError", onError, "that turns an error into an E");
  return <A>(source: Observable<A>): TaskEither<E, readonly A[]> =>
    () =>
      lastValueFrom(source.pipe(toArray())).then(right<E, readonly A[]>, (error: unknown) => left(onError(error)));
}
