import { type BrandedListing, LISTING } from "./brand.js";
import type { Listing } from "./listing.js";
import type { PerRequest } from "../request/listing-config.js";

/**
 * The same listing with every page request wrapped once more, outside its own `perRequest`.
 *
 * For operators that act on page requests and not on the stream.
 * The walk stays one walk, with its memory and its counts, even if the wrapper repeats a request.
 *
 * @example
 * ```ts
 * import { describeProjects$, rekognitionClient, withPerRequest } from "@rekognition-rx/core";
 * import { timeout } from "rxjs";
 *
 * const listing = describeProjects$({ client: rekognitionClient() });
 * const impatient = withPerRequest(listing, (page$) => page$.pipe(timeout(5_000)));
 * impatient.subscribe({ next: (page) => console.log(page.ProjectDescriptions?.length ?? 0), error: console.error });
 * ```
 *
 * @param listing - a listing, as {@link isListing} recognises it.
 */
export function withPerRequest<Page, Token>(
  listing: Listing<Page, Token>,
  perRequest: PerRequest<Page>,
): Listing<Page, Token> {
  return (listing as BrandedListing<Page, Token>)[LISTING](perRequest);
}
