import { type BrandedListing, LISTING } from "./brand.js";
import type { Listing } from "./listing.js";
import type { PerPage } from "./listing-config.js";

/**
 * The same listing with every page request wrapped once more, outside its own `perPage`.
 *
 * What an operator does that wants to act on page requests rather than on the stream:
 * the walk goes on as one walk, with its memory and its counts, whatever the wrapper repeats.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient, withPerPage } from "@rekognition-rx/core";
 * import { timeout } from "rxjs";
 *
 * const listing = describeProjects$({ client: rekognitionClient() });
 * const impatient = withPerPage(listing, (page$) => page$.pipe(timeout(5_000)));
 * impatient.subscribe({ next: (page) => console.log(page.ProjectDescriptions?.length ?? 0), error: console.error });
 * ```
 *
 * @param listing - a listing, as {@link isListing} tells it.
 */
export function withPerPage<Page, Token>(listing: Listing<Page, Token>, perPage: PerPage<Page>): Listing<Page, Token> {
  return (listing as BrandedListing<Page, Token>)[LISTING](perPage);
}
