import { concatMap, type Observable } from "rxjs";
import { itemsOf } from "./items-of.js";

/**
 * Splits the pages of `ListDatasetEntries` into their entries, in order.
 *
 * Synchronous: a page's entries are emitted before the next page is asked for,
 * so `take(n)` after it stops the listing at once.
 * Works on the SDK's pages and on decoded ones.
 *
 * An entry is a line of JSON, as the service sends it. {@link decodeEntries} decodes it.
 *
 * @example
 * ```ts
 * import { listDatasetEntries$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenEntries } from "@rekognition-rx/operators";
 *
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * listDatasetEntries$({ client: rekognitionClient() }, { DatasetArn, HasErrors: true })
 *   .pipe(flattenEntries())
 *   .subscribe({ next: (line) => console.log(line), error: console.error });
 * ```
 *
 * @see {@link flattenProjects}
 */
export function flattenEntries(): <Entry>(pages$: Observable<EntriesPage<Entry>>) => Observable<Entry> {
  return <Entry>(pages$: Observable<EntriesPage<Entry>>) =>
    pages$.pipe(concatMap((page) => itemsOf(page, "DatasetEntries", "flattenEntries")));
}

/** A page of `ListDatasetEntries`, the SDK's or a decoded one. */
export interface EntriesPage<Entry> {
  /** A page without this list counts as empty. */
  readonly DatasetEntries?: readonly Entry[] | undefined;
}
