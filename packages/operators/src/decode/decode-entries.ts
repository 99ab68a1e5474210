import { DatasetEntry, DecodeError, resourceOf } from "@rekognition-rx/core";
import { type Either, isLeft, left } from "fp-ts/lib/Either.js";
import type { Context } from "io-ts";
import { defer, type OperatorFunction } from "rxjs";
import { checkCount } from "../arguments/check-count.js";
import { checkOptions } from "../arguments/check-options.js";
import { checkText } from "../arguments/check-text.js";
import { emitEach, type Sink } from "../flatten/emit-each.js";
import type { EntriesPage } from "../flatten/flatten-entries.js";
import { itemError } from "./item-error.js";

/**
 * Splits pages of `ListDatasetEntries` into their lines and decodes each to an `Either`, in order.
 *
 * A line is JSON in SageMaker Ground Truth format: an image (`source-ref`), its label attributes with their metadata,
 * and whatever else it has. One `Either` out for each line in, valid or not. The `DecodeError` of a line says where the
 * line is in its page and what is wrong (`DatasetEntries[3]["source-ref"]`). It has the line (`raw`), its image
 * (`sourceRef`), the dataset (`resource`) and its number in the walk (`index`). A page that is not an object, or whose
 * `DatasetEntries` is not an array, is one `Left`.
 *
 * Synchronous: `take(n)` after it stops in the middle of a page, and stops the listing, too.
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
 * @throws TypeError, RangeError for options that cannot work, at once.
 * @see {@link flattenEntries} for the lines as they are, {@link decodeItems} for a single page.
 */
export function decodeEntries(
  options: DecodeEntriesOptions = {},
): OperatorFunction<EntriesPage<string>, Either<DecodeError, DatasetEntry>> {
  checkOptions("decodeEntries", options);
  const { datasetArn, firstIndex = 0 } = options;
  if (datasetArn !== undefined) {
    checkText("decodeEntries: datasetArn", datasetArn, "an ARN");
  }
  checkCount("decodeEntries: firstIndex", firstIndex, 0);
  return (pages$) => {
    const resource = datasetArn ?? resourceOf(pages$);
    return defer(() => {
      const place = { resource, index: firstIndex };
      return pages$.pipe(
        emitEach((page, sink: Sink<Either<DecodeError, DatasetEntry>>) => decodeLines(page, place, sink)),
      );
    });
  };
}

/** Which dataset and lines the errors of {@link decodeEntries} name. */
export interface DecodeEntriesOptions {
  /** The ARN of the dataset. Not needed directly after `listDatasetEntries$`, which knows it. */
  readonly datasetArn?: string | undefined;
  /**
   * The number of the first line, for a walk that was resumed.
   *
   * @defaultValue 0
   */
  readonly firstIndex?: number | undefined;
}

/** Gives the lines of a page to the sink, and stops decoding when the sink is closed. */
function decodeLines(
  page: EntriesPage<string>,
  place: { readonly resource: string | undefined; index: number },
  sink: Sink<Either<DecodeError, DatasetEntry>>,
): void {
  // A value from outside may differ from its type.
  const given: unknown = page;
  if (typeof given !== "object" || given === null) {
    const issue = { path: [], value: given, message: "expected a page of ListDatasetEntries" };
    sink.next(left(new DecodeError({ issues: [issue], resource: place.resource })));
    return;
  }
  const { DatasetEntries: lines } = page;
  if (lines !== undefined && lines !== null && !Array.isArray(lines)) {
    const issue = { path: [LIST], value: lines, message: "expected an array of lines" };
    sink.next(left(new DecodeError({ issues: [issue], resource: place.resource })));
    return;
  }
  const all: readonly unknown[] = lines ?? [];
  for (let inPage = 0; inPage < all.length && !sink.closed; inPage += 1) {
    const line = all[inPage];
    const decoded = DatasetEntry.validate(line, NOWHERE);
    sink.next(isLeft(decoded) ? left(itemError(decoded.left, line, { ...place, at: [LIST, inPage] })) : decoded);
    place.index += 1;
  }
}

/**
 * One context for all lines, since a new one for each line would cost time. The error is given its place afterwards.
 */
const NOWHERE: Context = [{ key: "", type: DatasetEntry }];
const LIST = "DatasetEntries";
