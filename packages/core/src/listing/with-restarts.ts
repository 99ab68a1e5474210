import { type BrandedListing, RESTARTS } from "./brand.js";
import type { Listing } from "./listing.js";
import type { MakeRestarts } from "../walk/walk-restarts.js";

/**
 * The same listing, with walks that may begin again without a token when a request has failed for good.
 *
 * It stays one walk: its counts, its `maxPages` and its signal carry over. Only its memory of tokens is emptied,
 * since the service may give the same tokens again. A walk over several chunks (`ProjectNames`) begins only the
 * current chunk again. If it is applied twice, the second use replaces the first.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient, withRestarts } from "@rekognition-rx/core";
 *
 * const listing = describeProjects$({ client: rekognitionClient() });
 * // Delivers the pages before the failure a second time; `restartOnExpiredToken` of the operators does not.
 * const stubborn = withRestarts(listing, () => ({
 *   tryRestart: (cause, { token }) => token !== undefined && cause instanceof Error,
 *   withoutDelivered: (page) => page,
 * }));
 * stubborn.subscribe({ next: (page) => console.log(page.ProjectDescriptions?.length ?? 0), error: console.error });
 * ```
 *
 * @param listing - a listing, as {@link isListing} recognises it.
 * @param restarts - makes the `WalkRestarts` of a walk; called once per walk, or once per chunk if it has several.
 * @throws TypeError for a listing of an older copy of this package, whose walks cannot begin again.
 */
export function withRestarts<Page, Token>(
  listing: Listing<Page, Token>,
  restarts: MakeRestarts<Page>,
): Listing<Page, Token> {
  const branded = listing as Partial<BrandedListing<Page, Token>>;
  if (typeof branded[RESTARTS] !== "function") {
    throw new TypeError(
      "withRestarts: this listing comes from an older copy of @rekognition-rx/core, whose walks cannot begin again; " +
        "install one version of it",
    );
  }
  return branded[RESTARTS](restarts);
}
