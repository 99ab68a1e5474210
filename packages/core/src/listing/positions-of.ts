import { checkSignal } from "../request/check-signal.js";
import { type BrandedListing, POSITIONS } from "./brand.js";
import type { Listing } from "./listing.js";
import type { PositionedPages } from "./positioned-pages.js";

/**
 * The pages of a listing for `for await`, each with the position after it: for operators that walk several listings as
 * one, and have to say where each of them stands.
 *
 * A walk as any other: `prefetch`, `checkpoint` and the signal hold.
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
 * @param signal - ends the walk with its reason, besides the listing's own.
 * @throws TypeError for a listing of a copy of this package that has no positions to give.
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
