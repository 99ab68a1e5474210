import { type BrandedListing, RESOURCE } from "./brand.js";
import { isListing } from "./is-listing.js";

/**
 * What a listing is about: the ARN in its input, as the `DatasetArn` of `listDatasetEntries$`.
 *
 * `undefined` for a listing whose input has none, and for what is no listing.
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
