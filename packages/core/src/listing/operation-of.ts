import { type BrandedListing, OPERATION } from "./brand.js";
import { isListing } from "./is-listing.js";

/**
 * The operation that a listing is of, as AWS names it: `ListDatasetEntries`; what {@link listingFrom} was given, for one of
 * those.
 *
 * `undefined` for what is no listing, and for a listing of a copy of the package that does not know it.
 *
 * @example
 * ```ts
 * import { describeProjects$, operationOf, rekognitionClient } from "@rekognition-rx/core";
 *
 * console.log(operationOf(describeProjects$({ client: rekognitionClient() })));
 * ```
 */
export function operationOf(listing: unknown): string | undefined {
  return isListing(listing) ? (listing as Partial<BrandedListing<unknown, string>>)[OPERATION] : undefined;
}
