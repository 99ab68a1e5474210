import { checkCount } from "../request/check-count.js";
import { checkSignal } from "../request/check-signal.js";
import { NO_PAGE } from "../request/cold-request.js";
import type { ListingConfig } from "../request/listing-config.js";
import { digest } from "../walk/digest.js";
import { ownToken, positionIn } from "../walk/resume-token.js";
import type { Listing } from "./listing.js";
import { listingOfPlan } from "./listing-of.js";

/** What gives the pages of a {@link listingFrom}. */
export interface PageSource<Page> {
  /** The operation as errors name it. */
  readonly operation: string;
  /** The ARN that it is about. */
  readonly resource?: string | undefined;
  /**
   * Whether a position may come again, as where a listing inside has begun again. The walk follows it then, and it is the
   * source that sees to it that it ends.
   *
   * @defaultValue false: a position that comes again is a `RepeatedTokenError`
   */
  readonly mayRepeat?: boolean | undefined;
  /** Begins a walk. */
  begin(tools: PageWalkTools): PageWalk<Page>;
}

/** What a {@link PageWalk} writes its positions with. */
export interface PageWalkTools {
  /** The `NextToken` of a page: a position, plain JSON, as a resume token that names the operation. */
  readonly token: (position: unknown) => string;
  /** What a position may carry in the place of a key: 16 characters, the same in every process. */
  readonly digest: (key: string) => string;
}

/** One walk over the pages of a {@link PageSource}. */
export interface PageWalk<Page> {
  /**
   * The page after a position, or `undefined` after the last. Called for one page at a time; once more with the same position
   * where it failed and is retried.
   *
   * @param position - that of the page before; at first that of a resume token, or `undefined`.
   */
  next(position: unknown): Promise<Page | undefined>;
  /** The walk is over, or was left: what is under way is to be aborted. Called once. */
  close(reason: unknown): void;
}

/**
 * A listing of pages that something else gives than one operation of AWS: for operators such as `walkEach`.
 *
 * It keeps every law of a listing. Each page has in its `NextToken` the position after it.
 *
 * @example
 * ```ts
 * import { listingFrom } from "@rekognition-rx/core";
 *
 * const numbers$ = listingFrom<{ readonly number: number; readonly NextToken: string }>({
 *   operation: "CountToTen",
 *   begin: ({ token }) => ({
 *     next: async (position = 0) =>
 *       position === 10 ? undefined : { number: Number(position), NextToken: token(Number(position) + 1) },
 *     close: () => undefined,
 *   }),
 * });
 * for await (const { number } of numbers$) console.log(number);
 * ```
 *
 * @throws TypeError, RangeError for a configuration that cannot work, at once.
 */
export function listingFrom<Page extends { readonly NextToken: string }>(
  source: PageSource<Page>,
  config: Pick<
    ListingConfig<Page, never>,
    "checkpoint" | "label" | "maxPages" | "perRequest" | "prefetch" | "signal"
  > = {},
): Listing<Page> {
  const { operation, resource, mayRepeat = false } = source;
  const { label, maxPages = Number.POSITIVE_INFINITY, perRequest } = config;
  checkCount(`${operation}: prefetch`, config.prefetch, 0);
  checkCount(`${operation}: maxPages`, config.maxPages === Number.POSITIVE_INFINITY ? undefined : config.maxPages, 1);
  checkSignal(config.signal, `${operation}: the signal`);
  return listingOfPlan<Page>(
    {
      operation,
      label,
      resource,
      chunks: 1,
      begin: () => {
        const walk = source.begin({ digest, token: (position) => ownToken(operation, position) });
        let isClosed = false;
        return {
          prepare:
            ({ token }) =>
            async () =>
              (await walk.next(token === undefined ? undefined : positionIn(token, operation))) ?? NO_PAGE,
          close: (reason) => {
            if (!isClosed) {
              isClosed = true;
              walk.close(reason);
            }
          },
        };
      },
      mayEndWithoutPage: true,
      hasOwnTokens: true,
      sendOptions: undefined,
      tokenAfter: ({ NextToken }) => NextToken,
      end: "absent",
      perRequest,
      restarts: undefined,
      maxPages,
      onRepeatedToken: mayRepeat ? "follow" : "error",
    },
    undefined,
    config,
  );
}
