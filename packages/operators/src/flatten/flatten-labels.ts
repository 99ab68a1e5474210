import { concatMap, type Observable } from "rxjs";
import { itemsOf } from "./items-of.js";

/**
 * Splits the pages of `ListDatasetLabels` into their labels, in order.
 *
 * Synchronous: a page's labels are emitted before the next page is asked for,
 * so `take(n)` after it stops the listing at once.
 * Works on the SDK's pages and on decoded ones.
 *
 * @example
 * ```ts
 * import { listDatasetLabels$, rekognitionClient } from "@rekognition-rx/core";
 * import { flattenLabels } from "@rekognition-rx/operators";
 *
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * listDatasetLabels$({ client: rekognitionClient() }, { DatasetArn })
 *   .pipe(flattenLabels())
 *   .subscribe({ next: ({ LabelName, LabelStats }) => console.log(LabelName, LabelStats?.EntryCount), error: console.error });
 * ```
 *
 * @see {@link flattenProjects}
 */
export function flattenLabels(): <Label>(pages$: Observable<LabelsPage<Label>>) => Observable<Label> {
  return <Label>(pages$: Observable<LabelsPage<Label>>) =>
    pages$.pipe(concatMap((page) => itemsOf(page, "DatasetLabelDescriptions", "flattenLabels")));
}

/** A page of `ListDatasetLabels`, the SDK's or a decoded one. */
export interface LabelsPage<Label> {
  /** A page without this list counts as empty. */
  readonly DatasetLabelDescriptions?: readonly Label[] | undefined;
}
