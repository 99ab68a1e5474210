import { checkCount } from "../request/check-count.js";
import { checkSignal } from "../request/check-signal.js";
import { NO_PAGE } from "../request/cold-request.js";
import type { ListingConfig } from "../request/listing-config.js";
import { digest } from "../walk/digest.js";
import { ownToken, positionIn } from "../walk/resume-token.js";
import type { Listing } from "./listing.js";
import { listingOfPlan } from "./listing-of.js";

/** Gives the pages of a listing made by {@link listingFrom}. */
export interface PageSource<Page> {
  /** The name of the operation in errors. */
  readonly operation: string;
  /** The ARN that the listing is about. */
  readonly resource?: string | undefined;
  /**
   * Whether a position may come again, for example after a listing inside the source has begun again. If `true`, the walk
   * goes on from it, and the source must make sure that the walk ends.
   *
   * @defaultValue false: a position that comes again is a `RepeatedTokenError`
   */
  readonly mayRepeat?: boolean | undefined;
  /** Begins a walk. */
  begin(tools: PageWalkTools): PageWalk<Page>;
}

/** The functions with which a {@link PageWalk} writes its positions. */
export interface PageWalkTools {
  /** Makes the `NextToken` of a page: a resume token with the operation's name and the position, which is plain JSON. */
  readonly token: (position: unknown) => string;
  /** Shortens a key to 16 characters, the same in every process, for a position that would otherwise be too long. */
  readonly digest: (key: string) => string;
}

/** One walk over the pages of a {@link PageSource}. */
export interface PageWalk<Page> {
  /**
   * Returns the page after a position, or `undefined` if there are no more pages.
   *
   * Called for one page at a time. If a call fails and is retried, the next call has the same position.
   *
   * @param position - that of the page before. In the first call, that of the resume token, or `undefined` without one.
   */
  next(position: unknown): Promise<Page | undefined>;
  /** Called once, when the walk has ended or its consumer has left. It must abort what is under way. */
  close(reason: unknown): void;
}

/**
 * Makes a listing whose pages come from your own source, and not from one operation of AWS: for operators such as
 * `walkEach`.
 *
 * The result keeps every law of a listing. Each page must have in its `NextToken` the position after it, made by `token`.
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
 * @throws TypeError or RangeError immediately, for a configuration that cannot work.
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
