import {
  isListing,
  isListingError,
  isRepeatedTokenError,
  isTooManyPagesError,
  type Listing,
  type PositionedPage,
  type PositionedPages,
  positionsOf,
} from "@rekognition-rx/core";
import {
  concat,
  concatMap,
  defer,
  EMPTY,
  finalize,
  type Observable,
  type ObservableInput,
  of,
  repeat,
  throwError,
} from "rxjs";
import { asGiven } from "../arguments/as-given.js";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkCount } from "../arguments/check-count.js";
import { checkFunction } from "../arguments/check-function.js";
import { checkOptions } from "../arguments/check-options.js";

/** How {@link processBatches} makes its batches. */
export interface ProcessBatchesOptions<Page, Item> {
  /**
   * The number of pages after which a batch is full.
   *
   * @defaultValue 10
   */
  readonly pages?: number | undefined;
  /**
   * The number of items after which a batch is full. A page is never divided, since there are positions only between
   * pages. So the last page of a batch may bring more items than this.
   *
   * @defaultValue 1 000
   */
  readonly items?: number | undefined;
  /**
   * Gives the items of a page, decoded or not. If it throws, the stream errors with what it threw. By default, the page
   * itself is the item.
   */
  readonly itemsOf?: ((page: Page) => readonly Item[]) | undefined;
  /** The resume token of the batch after which to go on; `undefined` begins at page one. */
  readonly resumeFrom?: string | undefined;
  /** Ends the walk with the signal's reason, as the listing's own signal does. */
  readonly signal?: AbortSignal | undefined;
}

/** Some pages of a listing, and the position after them. */
export interface Batch<Item> {
  /** The items of all its pages, in order. */
  readonly items: readonly Item[];
  /** How many pages it has. The last batch may have none. */
  readonly pages: number;
  /**
   * The position after these pages, for `resumeFrom`; if a failure ended the walk before its first page, the one at which
   * it began. That of the last batch is a marker: a walk that is resumed from it ends at once.
   */
  readonly resumeToken: string | undefined;
  /** Whether the listing has ended. Only one batch has `true`, and it may have no items. */
  readonly isLast: boolean;
}

/**
 * Calls `work` for one batch of pages after the other, each batch with the position after it. For jobs that commit rows
 * and position together, and may be killed at any moment.
 *
 * - The next page is asked for only when the work is done: a slow database slows the requests, and memory holds one
 *   batch. With `prefetch` in the listing's configuration, or in `walkEach`, that many pages are fetched meanwhile.
 * - The position of a batch is exactly at the end of the batch. If both are committed together, every item is in
 *   exactly one committed batch, wherever the job was killed and resumed, as long as no token has expired.
 * - `work` is called for the last batch, too. This batch has `isLast`, so that the end can be committed.
 * - If a request fails for good, the pages that came before it are worked on as a batch, and then the stream errors
 *   with the failure. If `work` fails or throws, the stream errors with the same error, and nothing more is asked for.
 * - A `checkpoint` of the listing is called as pages come, ahead of the work. Use the position of the batch instead.
 *
 * An abort is reported when the current work is done. Work that may take long should watch the signal, too.
 *
 * @example
 * ```ts
 * import { listDatasetEntries$, rekognitionClient } from "@rekognition-rx/core";
 * import { pacedByQuota, processBatches } from "@rekognition-rx/operators";
 * import { lastValueFrom } from "rxjs";
 *
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * const listing = listDatasetEntries$(
 *   { client: rekognitionClient(), perRequest: pacedByQuota({ account: "111122223333", region: "us-east-1" }) },
 *   { DatasetArn },
 * );
 * const table = new Map<string, readonly string[]>();
 * const position: { token?: string | undefined } = {};
 *
 * const rows$ = processBatches(
 *   listing,
 *   { items: 500, itemsOf: (page) => page.DatasetEntries ?? [], resumeFrom: position.token },
 *   async ({ items, resumeToken, isLast }) => {
 *     // In a database: one transaction.
 *     table.set(resumeToken ?? "", items);
 *     // After the last batch, the next job begins at page one.
 *     position.token = isLast ? undefined : resumeToken;
 *     return isLast ? "done" : items.length;
 *   },
 * );
 * console.log(await lastValueFrom(rows$));
 * ```
 *
 * @param listing - a listing itself, not one that was piped through an operator.
 * @param work - gives an Observable or a promise for a batch; all that this emits is emitted.
 * @throws TypeError, RangeError for arguments that cannot work, at once.
 * @see {@link processPages} for one page at a time.
 */
export function processBatches<Page, Result, Item = Page>(
  listing: Listing<Page>,
  options: ProcessBatchesOptions<Page, Item>,
  work: (batch: Batch<Item>, index: number) => ObservableInput<Result>,
): Observable<Result> {
  if (!isListing(listing)) {
    throw new TypeError(
      `processBatches takes a listing itself, such as describeProjects$(...), not ${asGiven(listing)}; ` +
        "listing.pipe(...) is not a listing: put the operators for its requests into its perRequest",
    );
  }
  checkOptions("processBatches", options);
  const { pages, items, itemsOf, resumeFrom, signal } = options;
  checkCount("processBatches: pages", pages, 1);
  checkCount("processBatches: items", items, 1);
  checkCallbacks("processBatches", { itemsOf });
  checkFunction("processBatches: work", work, "of a batch");
  return defer(() => {
    const batches = new Batches<Page, Item>(
      positionsOf(resumeFrom === undefined ? listing : listing.resumeFrom(resumeFrom), signal),
      options,
    );
    let index = -1;
    return defer(() => batches.next()).pipe(
      concatMap(({ batch, failure }) => {
        const results = work(batch, (index += 1));
        return failure === undefined
          ? results
          : concat(
              results,
              throwError(() => failure.error),
            );
      }),
      // As `processPages` does: `from(batches)` would gather them all ahead of the work.
      repeat({ delay: () => (batches.isOver ? EMPTY : of("next")) }),
      finalize(() => batches.leave()),
    );
  });
}

/** A batch, and the failure of the listing after it. */
interface Gathered<Item> {
  readonly batch: Batch<Item>;
  readonly failure?: { readonly error: unknown };
}

/** Gathers the pages of a walk into batches, one batch for each call. */
class Batches<Page, Item> {
  readonly #pages: PositionedPages<Page>;
  readonly #mostPages: number;
  readonly #mostItems: number;
  readonly #itemsOf: (page: Page) => readonly Item[];
  #resumeToken: string | undefined;
  isOver = false;

  constructor(
    pages: PositionedPages<Page>,
    options: Pick<ProcessBatchesOptions<Page, Item>, "items" | "itemsOf" | "pages" | "resumeFrom">,
  ) {
    this.#pages = pages;
    this.#mostPages = options.pages ?? DEFAULT_PAGES;
    this.#mostItems = options.items ?? DEFAULT_ITEMS;
    // Without `itemsOf` an item is a page, as the types say.
    this.#itemsOf = options.itemsOf ?? ((page) => [page as unknown as Item]);
    this.#resumeToken = options.resumeFrom;
  }

  async next(): Promise<Gathered<Item>> {
    const items: Item[] = [];
    let pages = 0;
    const batch = (isLast: boolean): Batch<Item> => ({ items, pages, resumeToken: this.#resumeToken, isLast });
    while (pages < this.#mostPages && items.length < this.#mostItems) {
      let next: IteratorResult<PositionedPage<Page>, undefined>;
      try {
        next = await this.#pages.next();
      } catch (error) {
        this.isOver = true;
        // Pages that came before a failure of the service are worked on. An abort does not wait for that.
        if (pages === 0 || !isFailureOfListing(error)) {
          throw error;
        }
        return { batch: batch(false), failure: { error } };
      }
      if (next.done === true) {
        this.isOver = true;
        // A walk of an older copy of the core package does not say where it has ended.
        this.#resumeToken = this.#pages.resumeToken ?? this.#resumeToken;
        return { batch: batch(true) };
      }
      for (const item of this.#itemsOf(next.value.page)) {
        items.push(item);
      }
      pages += 1;
      this.#resumeToken = next.value.resumeToken;
    }
    return { batch: batch(false) };
  }

  /** As in `for await`: `return` is not called on an iterator that has ended. */
  leave(): void {
    if (!this.isOver) {
      void this.#pages.return?.();
    }
  }
}

function isFailureOfListing(error: unknown): boolean {
  return isListingError(error) || isRepeatedTokenError(error) || isTooManyPagesError(error);
}

const DEFAULT_PAGES = 10;
const DEFAULT_ITEMS = 1_000;
