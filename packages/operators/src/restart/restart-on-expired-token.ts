import {
  type CarriedOver,
  isExpiredToken,
  isListing,
  type Listing,
  type WalkRestarts,
  withRestarts,
} from "@rekognition-rx/core";
import type { Observable } from "rxjs";
import { checkCallbacks } from "../arguments/check-callbacks.js";
import { checkCount } from "../arguments/check-count.js";
import { checkOptions } from "../arguments/check-options.js";
import { DeliveredItems } from "./delivered-items.js";
import { keyOfItem } from "./key-of-item.js";

/**
 * Begins a walk again when its token has expired, and drops the items that were delivered before.
 *
 * AWS does not document how long a token is valid. With a slow consumer or a long back-off it may expire, and then the
 * service answers `InvalidPaginationTokenException`.
 *
 * Put this operator directly after a listing, before or after `retryThrottled`. The result is a listing again:
 * `restartOnExpiredToken()(listing)` works with `for await` and `processPages`.
 *
 * - It stays one walk: `pagesDelivered`, `maxPages` and the signal carry over. If `ProjectNames` is split into chunks,
 *   only the chunk whose token expired begins again.
 * - A page whose items were all delivered before comes with an empty list. It counts for demand, `checkpoint` and
 *   `maxPages`.
 * - An item that exists during the whole walk is delivered, and nothing is delivered twice. An item that was created
 *   before the restart is delivered once, too. An item that was delivered and then deleted is not taken back.
 * - Its memory grows with each delivered item: 16 characters for the digest of its key, and a place in a `Map`.
 * - After a restart, resume tokens carry the keys of the items that have not come again yet, so that a resumed walk
 *   does not repeat these items. To resume from such a token, the listing must have `restartOnExpiredToken()` again.
 * - A walk that began after page one (`startingToken`, `resumeFrom`) knows only what it delivered itself. After a
 *   restart, it also delivers the items before its start. To refuse that, throw in `onRestart`.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient } from "@rekognition-rx/core";
 * import { processPages, restartOnExpiredToken, retryThrottled } from "@rekognition-rx/operators";
 *
 * const listing = describeProjects$({
 *   client: rekognitionClient(),
 *   perRequest: retryThrottled(),
 * });
 * const enduring = restartOnExpiredToken({
 *   onRestart: ({ restarts, itemsDelivered }) => console.warn(`restart ${restarts} after ${itemsDelivered} projects`),
 * })(listing);
 *
 * processPages(enduring, async (page) => page.ProjectDescriptions?.length ?? 0).subscribe({
 *   next: (projects) => console.log(projects),
 *   error: console.error,
 * });
 * ```
 *
 * @throws TypeError, RangeError for options that cannot work, and TypeError for a source that is not a listing, at once.
 * Errors of the stream: a `ListingError`. Its `cause` is the `InvalidPaginationTokenException` if `maxRestarts` are
 * spent, or what `key` or `onRestart` threw. Without a `key`, it is a `TypeError` for items of an operation that is not
 * one of Custom Labels.
 */
export function restartOnExpiredToken<Page = unknown>(
  options: RestartOnExpiredTokenOptions<ItemOf<Page>> = {},
): RestartOperator<Page> {
  checkRestartOptions(options);
  return (source: Observable<Page>) => {
    if (!isListing(source)) {
      throw new TypeError(
        "restartOnExpiredToken must come directly after a listing (only retryThrottled may come between them): " +
          "elsewhere it cannot ask for page one again",
      );
    }
    return withRestarts(source as Listing<Page, never>, (carried) => restartsOf(options, carried)) as never;
  };
}

/** How {@link restartOnExpiredToken} restarts. */
export interface RestartOnExpiredTokenOptions<Item> {
  /**
   * Gives the key of an item: two items with equal keys are the same item. An item whose key is `undefined` is never
   * dropped. So `() => undefined` restarts without remembering anything: use it if you upsert rows by key anyway. Items
   * without a key do not count as new for `maxRestarts`.
   *
   * @param list - the member of the page that has the item: `ProjectDescriptions`.
   * @defaultValue the ARN of a project or version, the name of a label or policy, the `source-ref` of a dataset entry
   */
  readonly key?: ((item: Item, list: string) => string | undefined) | undefined;
  /**
   * The most restarts in a row that bring nothing new. The count begins again after a restart that delivered a new
   * item. If `ProjectNames` is split into chunks of ten, each chunk has a count of its own. `Infinity` is allowed.
   *
   * @defaultValue 3
   */
  readonly maxRestarts?: number | undefined;
  /** Called before each restart. If it throws, the stream errors with a `ListingError` whose `cause` is what it threw. */
  readonly onRestart?: ((restart: RestartNotice) => void) | undefined;
}

/** A restart that is about to be made. If `ProjectNames` is split into chunks, each chunk has numbers of its own. */
export interface RestartNotice {
  /** The number of this restart, from 1. */
  readonly restarts: number;
  /** How many different items were delivered, and will not be delivered again. */
  readonly itemsDelivered: number;
  /** The error of the request. */
  readonly error: unknown;
}

/** Makes a listing from a listing. In a `pipe`, TypeScript sees only an Observable. */
export interface RestartOperator<Page> {
  /** On a listing, as in `restartOnExpiredToken()(listing)`: the result is a listing of the same type. */
  <P extends Page, Token>(listing: Listing<P, Token>): Listing<P, Token>;
  /** In a `pipe`. The source must be a listing. The result is one, too, although its type is an Observable. */
  (source: Observable<Page>): Observable<Page>;
}

/** The type of the items in all lists of a page. */
export type ItemOf<Page> = {
  [Member in keyof Page]-?: NonNullable<Page[Member]> extends readonly (infer Item)[] ? Item : never;
}[keyof Page];

const DEFAULT_MAX_RESTARTS = 3;

function restartsOf<Item>(options: RestartOnExpiredTokenOptions<Item>, carried: CarriedOver): WalkRestarts<unknown> {
  const { maxRestarts = DEFAULT_MAX_RESTARTS, onRestart } = options;
  const key = options.key as ((item: unknown, list: string) => string | undefined) | undefined;
  const items = new DeliveredItems(key ?? keyOfItem, carried);
  let restarts = 0;
  let inVain = 0;
  let sizeBefore = items.size;
  return {
    tryRestart: (error, { token }) => {
      // A request without a token has no token that could expire: asking it again would not be a restart.
      if (token === undefined || !isExpiredToken(error)) {
        return false;
      }
      inVain = items.size > sizeBefore ? 0 : inVain;
      if (inVain >= maxRestarts) {
        return false;
      }
      sizeBefore = items.size;
      inVain += 1;
      restarts += 1;
      onRestart?.({ restarts, itemsDelivered: items.size, error });
      items.restart();
      return true;
    },
    withoutDelivered: (page) => items.withoutDelivered(page),
    outstanding: () => items.outstanding(),
  };
}

function checkRestartOptions(options: RestartOnExpiredTokenOptions<never>): void {
  checkOptions("restartOnExpiredToken", options);
  const { key, maxRestarts, onRestart } = options;
  checkCallbacks("restartOnExpiredToken", { key, onRestart });
  checkCount("restartOnExpiredToken: maxRestarts", maxRestarts, 0);
}
