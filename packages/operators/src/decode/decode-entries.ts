import { DatasetEntry, DecodeError, decodeErrorFrom } from "@rekognition-rx/core";
import { type Either, isLeft, left } from "fp-ts/lib/Either.js";
import type { Context } from "io-ts";
import { concatMap, type OperatorFunction } from "rxjs";
import type { EntriesPage } from "../flatten/flatten-entries.js";

/**
 * Splits pages of `ListDatasetEntries` into their lines and decodes each to an `Either`, in order.
 *
 * A line is JSON in SageMaker Ground Truth format: an image (`source-ref`), its label attributes with their metadata,
 * and whatever else it has. One `Either` out for each line in, whether it was valid or not; the `DecodeError` of a
 * line says where it stands in its page and what is wrong in it (`DatasetEntries[3].BB.annotations[0].left`).
 * A page whose list is no list is one `Left`.
 *
 * Synchronous: `take(n)` after it stops in the middle of a page, and the listing with it.
 *
 * @example
 * ```ts
 * import { listDatasetEntries$, rekognitionClient } from "@rekognition-rx/core";
 * import { decodeEntries } from "@rekognition-rx/operators";
 * import * as Either from "fp-ts/lib/Either.js";
 *
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * listDatasetEntries$({ client: rekognitionClient() }, { DatasetArn })
 *   .pipe(decodeEntries())
 *   .subscribe({
 *     next: Either.match(
 *       (error) => console.warn(error.message),
 *       (entry) => console.log(entry["source-ref"], entry.labels.length),
 *     ),
 *     error: console.error,
 *   });
 * ```
 *
 * @see {@link flattenEntries} for the lines as they are.
 */
export function decodeEntries(): OperatorFunction<EntriesPage<string>, Either<DecodeError, DatasetEntry>> {
  return concatMap(decodedLines);
}

/** A generator, so that no line is decoded that nobody takes. */
function* decodedLines({ DatasetEntries: lines }: EntriesPage<string>): Generator<Either<DecodeError, DatasetEntry>> {
  // What comes from outside may be otherwise than its type says.
  if (lines !== undefined && lines !== null && !Array.isArray(lines)) {
    const issue = { path: [LIST], value: lines, message: "expected an array of lines" };
    yield left(new DecodeError({ issues: [issue] }));
    return;
  }
  for (const [index, line] of (lines ?? []).entries()) {
    const decoded = DatasetEntry.validate(line, NOWHERE);
    yield isLeft(decoded) ? left(decodeErrorFrom(decoded.left, [LIST, index])) : decoded;
  }
}

/** No context, for that would be built for every line: the report is given its place afterwards. */
const NOWHERE: Context = [];
const LIST = "DatasetEntries";
