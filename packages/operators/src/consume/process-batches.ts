import {
  isListing,
  isListingError,
  isRepeatedTokenError,
  isTooManyPagesError,
  type Listing,
  type PositionedPage,
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
   * Pages after which a batch is full.
   *
   * @defaultValue 10
   */
  readonly pages?: number | undefined;
  /**
   * Items after which a batch is full. A page is never divided, since a position stands between pages: a batch has at
   * most so many items, and those of one page more.
   *
   * @defaultValue 1 000
   */
  readonly items?: number | undefined;
  /** What is in a page, decoded or not. What it throws ends the stream as it is. By default the page itself. */
  readonly itemsOf?: ((page: Page) => readonly Item[]) | undefined;
  /** The resume token to carry on from, as a batch had it; `undefined` begins at page one. */
  readonly resumeFrom?: string | undefined;
  /** Ends the walk with its reason, besides the listing's own. */
  readonly signal?: AbortSignal | undefined;
}

/** Some pages of a listing, and where it stands after them. */
export interface Batch<Item> {
  /** Of all its pages, in order. */
  readonly items: readonly Item[];
  /** How many pages it has: none, perhaps, where it is the last. */
  readonly pages: number;
  /**
   * What comes after these pages, for `resumeFrom`. In a walk that had no page it is where the walk began: `undefined` at
   * page one.
   */
  readonly resumeToken: string | undefined;
  /** Whether the listing has come to its end: one batch says so, and may have nothing else to say. */
  readonly isLast: boolean;
}

/**
 * Takes a listing through `work` a batch at a time, each batch with the position after it: for jobs that commit rows and
 * position together, and can be killed anywhere.
 *
 * - The next page is asked for when the work is done: a slow database slows the requests, and memory is that of a batch.
 *   With `prefetch` in the listing's configuration, or in `walkEach`, so many pages come meanwhile.
 * - The position says what its batch covers, and no more: committed together, every item is in exactly one committed
 *   batch, wherever the job was killed and resumed.
 * - The last batch is worked on, too, and says that it is the last (`isLast`), so that the end can be committed.
 * - A request that fails for good ends the stream with its error, after the pages in hand have been worked on as a batch.
 *   Work that fails, or throws, ends it as it is, and nothing more is asked for.
 * - A `checkpoint` of the listing is called as pages come, ahead of the work: here the position is the batch's.
 *
 * An abort is reported when the work in hand is done; work that may take long should heed the signal too.
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
 *     position.token = resumeToken;
 *     return isLast ? "done" : items.length;
 *   },
 * );
 * console.log(await lastValueFrom(rows$));
 * ```
 *
 * @param listing - a listing itself; piped through an operator it is one no more.
 * @param work - an Observable or a promise a batch; all that it emits is emitted.
 * @throws TypeError, RangeError for arguments that cannot work, at once.
 * @see {@link processPages} for a page at a time.
 */
export function processBatches<Page, Result, Item = Page>(
  listing: Listing<Page>,
  options: ProcessBatchesOptions<Page, Item>,
  work: (batch: Batch<Item>, index: number) => ObservableInput<Result>,
): Observable<Result> {
  if (!isListing(listing)) {
    throw new TypeError(
      `processBatches takes a listing itself, such as describeProjects$(...), not ${asGiven(listing)}; piped through an ` +
        "operator it is one no more: what must apply to its requests goes into its perRequest",
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

/** A batch, and what the listing failed with after it. */
interface Gathered<Item> {
  readonly batch: Batch<Item>;
  readonly failure?: { readonly error: unknown };
}

/** Gathers the pages of a walk, a batch when it is asked for. */
class Batches<Page, Item> {
  readonly #pages: AsyncIterator<PositionedPage<Page>, undefined, undefined>;
  readonly #mostPages: number;
  readonly #mostItems: number;
  readonly #itemsOf: (page: Page) => readonly Item[];
  #resumeToken: string | undefined;
  isOver = false;

  constructor(
    pages: AsyncIterator<PositionedPage<Page>, undefined, undefined>,
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
        // What came before a failure of the service is worked on. An abort does not wait.
        if (pages === 0 || !isFailureOfListing(error)) {
          throw error;
        }
        return { batch: batch(false), failure: { error } };
      }
      if (next.done === true) {
        this.isOver = true;
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

  /** As `for await` does: an iterator that has ended is not left. */
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
