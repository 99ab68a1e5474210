import { LISTING } from "./brand.js";
import type { Listing } from "./listing.js";

/**
 * Whether a value is a listing, made by this copy of the package or by another.
 *
 * A listing that was piped through an operator is a plain Observable. It is still a listing only if
 * the operator acts on page requests, as `retryThrottled` does.
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
