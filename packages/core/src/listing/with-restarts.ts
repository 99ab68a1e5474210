import { type BrandedListing, RESTARTS } from "./brand.js";
import type { Listing } from "./listing.js";
import type { MakeRestarts } from "../walk/walk-restarts.js";

/**
 * The same listing, whose walks may begin again without a token when a request has failed for good.
 *
 * It stays one walk: its counts, its `maxPages` and its signal carry over, and its memory of tokens begins anew,
 * since the service may give the same tokens again. A walk over several chunks (`ProjectNames`) begins the chunk again.
 * A second use replaces the first.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient, withRestarts } from "@rekognition-rx/core";
 *
 * const listing = describeProjects$({ client: rekognitionClient() });
 * // Delivers twice what stands in front of the failure: `restartOnExpiredToken` of the operators does not.
 * const stubborn = withRestarts(listing, () => ({
 *   tryRestart: (cause, { token }) => token !== undefined && cause instanceof Error,
 *   withoutDelivered: (page) => page,
 * }));
 * stubborn.subscribe({ next: (page) => console.log(page.ProjectDescriptions?.length ?? 0), error: console.error });
 * ```
 *
 * @param listing - a listing, as {@link isListing} recognises it.
 * @param restarts - makes what one walk needs; called once a walk.
 * @throws TypeError for a listing of a copy of this package that cannot do it.
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
