import { LISTING } from "./brand.js";
import type { Listing } from "./listing.js";

/**
 * Whether a value is a listing, of this copy of the package or another.
 *
 * A listing that was piped through an operator is a plain Observable, unless the operator is one
 * that acts on page requests, as `retryThrottled`.
 *
 * @example
 * ```ts
 * import { describeProjects$, isListing } from "@rekognition-rx/core";
 * import { RekognitionClient } from "@aws-sdk/client-rekognition";
 * import { toArray } from "rxjs";
 *
 * const listing = describeProjects$({ client: new RekognitionClient() });
 * console.log(isListing(listing), isListing(listing.pipe(toArray())));
 * ```
 */
export function isListing(value: unknown): value is Listing<unknown> {
  return typeof value === "object" && value !== null && LISTING in value;
}
