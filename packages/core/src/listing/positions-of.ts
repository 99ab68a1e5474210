import { checkSignal } from "../request/check-signal.js";
import { type BrandedListing, POSITIONS } from "./brand.js";
import type { Listing } from "./listing.js";
import type { PositionedPages } from "./positioned-pages.js";

/**
 * The pages of a listing for `for await`, each with the position after it. Use it to store a page and its position
 * together, or in an operator that walks several listings as one and needs the position of each.
 *
 * It is a walk like any other: the listing's `prefetch`, `checkpoint` and `signal` apply.
 *
 * @example
 * ```ts
 * import { describeProjects$, positionsOf, rekognitionClient } from "@rekognition-rx/core";
 *
 * for await (const { page, resumeToken } of positionsOf(describeProjects$({ client: rekognitionClient() }))) {
 *   console.log(page.ProjectDescriptions?.length ?? 0, resumeToken);
 * }
 * ```
 *
 * @param listing - a listing, as {@link isListing} recognises it.
 * @param signal - ends the walk with its reason, in addition to the listing's own signal.
 * @throws TypeError for a value that is not a listing, and for a listing of an older copy of this package.
 */
export function positionsOf<Page, Token>(listing: Listing<Page, Token>, signal?: AbortSignal): PositionedPages<Page> {
  const branded = listing as Partial<BrandedListing<Page, Token>>;
  if (typeof branded[POSITIONS] !== "function") {
    throw new TypeError(
      "positionsOf: this is no listing, or one of an older copy of @rekognition-rx/core; install one version of it",
    );
  }
  checkSignal(signal, "positionsOf: the signal");
  return branded[POSITIONS](signal);
}
