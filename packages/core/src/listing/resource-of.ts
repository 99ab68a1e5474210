import { type BrandedListing, RESOURCE } from "./brand.js";
import { isListing } from "./is-listing.js";

/**
 * The ARN that a listing is about: the one in its input, such as the `DatasetArn` of `listDatasetEntries$`.
 *
 * `undefined` for a listing whose input has no ARN, and for a value that is not a listing.
 *
 * @example
 * ```ts
 * import { listDatasetEntries$, rekognitionClient, resourceOf } from "@rekognition-rx/core";
 *
 * const DatasetArn = "arn:aws:rekognition:us-east-1:111122223333:project/parts/dataset/train/1700000000000";
 * console.log(resourceOf(listDatasetEntries$({ client: rekognitionClient() }, { DatasetArn })));
 * ```
 */
export function resourceOf(listing: unknown): string | undefined {
  return isListing(listing) ? (listing as Partial<BrandedListing<unknown, string>>)[RESOURCE] : undefined;
}
