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
 * Begins a walk again when the service does not take its token any more, and drops what was delivered before.
 *
 * How long a token lives is not documented: a slow consumer, or a long back-off, may outlive it, and the service answers
 * `InvalidPaginationTokenException`. It goes directly after a listing, on either side of `retryThrottled`, and the
 * result is a listing again: `restartOnExpiredToken()(listing)` serves `for await` and `processPages`.
 *
 * - It stays one walk: `pagesDelivered`, `maxPages` and the signal carry over. Of several chunks of `ProjectNames`, the
 *   one whose token expired begins again.
 * - A page whose items were all delivered is passed on with an empty list: demand, `checkpoint` and `maxPages` count it.
 * - Nothing that is there throughout is lost, and nothing is delivered again. What was created meanwhile is delivered
 *   once; what was deleted meanwhile stays delivered.
 * - Its memory grows with the keys of the items delivered, 8 bytes and their place in a `Map` each.
 * - After a restart its resume tokens carry those keys that have not come again, so that a walk which is resumed in
 *   between does not repeat them: resume it with `restartOnExpiredToken()` on the listing.
 * - A walk that began after page one (`startingToken`, `resumeFrom`) knows only what it delivered itself: after a
 *   restart, what stands before its start is delivered too. `onRestart` may throw to refuse.
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
 * @throws TypeError, RangeError for options that cannot work, and TypeError after anything that is no listing, at once.
 * Errors of the stream: a `ListingError` whose `cause` is the `InvalidPaginationTokenException` once `maxRestarts` are
 * spent, or whatever `key` or `onRestart` threw; a `TypeError` there for the items of an operation that is none of
 * Custom Labels, without a `key`.
 */
export function restartOnExpiredToken<Page = unknown>(
  options: RestartOnExpiredTokenOptions<ItemOf<Page>> = {},
): RestartOperator<Page> {
  checkRestartOptions(options);
  return (source: Observable<Page>) => {
    if (!isListing(source)) {
      throw new TypeError(
        "restartOnExpiredToken must stand directly after a listing, before any operator but retryThrottled: " +
          "elsewhere it cannot ask for page one again",
      );
    }
    return withRestarts(source as Listing<Page, never>, (carried) => restartsOf(options, carried)) as never;
  };
}

/** How {@link restartOnExpiredToken} restarts. */
export interface RestartOnExpiredTokenOptions<Item> {
  /**
   * What identifies an item: two items with equal keys are the same. `undefined` is an item that is never dropped: where
   * rows are written by their key anyway, `() => undefined` begins again with nothing remembered. Such items are none that
   * `maxRestarts` could count as new.
   *
   * @param list - the member of the page that the item stands in: `ProjectDescriptions`.
   * @defaultValue the ARN of a project or version, the name of a label or policy, the `source-ref` of a dataset entry
   */
  readonly key?: ((item: Item, list: string) => string | undefined) | undefined;
  /**
   * Restarts in a row, at most, that have brought nothing new: one that has delivered an item begins the count anew.
   * `Infinity` is allowed.
   *
   * @defaultValue 3
   */
  readonly maxRestarts?: number | undefined;
  /** Called before each restart. If it throws, the stream errors with a `ListingError` whose `cause` is what it threw. */
  readonly onRestart?: ((restart: RestartNotice) => void) | undefined;
}

/** A restart that is about to be made. */
export interface RestartNotice {
  /** Which restart of this walk it is, from 1. */
  readonly restarts: number;
  /** Different items that this walk has delivered, and will not deliver again. */
  readonly itemsDelivered: number;
  /** What the request failed with. */
  readonly error: unknown;
}

/** Makes a listing of a listing; in a `pipe`, TypeScript sees an Observable. */
export interface RestartOperator<Page> {
  <P extends Page, Token>(listing: Listing<P, Token>): Listing<P, Token>;
  (source: Observable<Page>): Observable<Page>;
}

/** The items of all lists of a page. */
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
      // A request without a token has none that could have expired: to ask it again would be no restart.
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
