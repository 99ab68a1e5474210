import { type BrandedListing, OPERATION } from "./brand.js";
import { isListing } from "./is-listing.js";

/**
 * The name of the operation that a listing calls, as AWS writes it: `ListDatasetEntries`. A listing made by
 * {@link listingFrom} has the name that was given there.
 *
 * `undefined` for a value that is not a listing, and for a listing of an older copy of the package, which has no name.
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
