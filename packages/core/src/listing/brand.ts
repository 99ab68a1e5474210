import type { Listing } from "./listing.js";
import type { PerPage } from "./listing-config.js";

/**
 * Whether a value is a listing, of this copy of the package or another.
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

/**
 * The same listing with every page request wrapped once more, outside its own `perPage`.
 *
 * What an operator does that wants to act on page requests rather than on the stream:
 * the walk goes on as one walk, with its memory and its counts, whatever the wrapper repeats.
 */
export function withPerPage<Page, Token>(listing: Listing<Page, Token>, perPage: PerPage<Page>): Listing<Page, Token> {
  return (listing as BrandedListing<Page, Token>)[LISTING](perPage);
}

/** What makes a listing known to another copy of the package: never change its meaning, add a second symbol. */
export const LISTING: unique symbol = Symbol.for("@rekognition-rx/listing") as never;

/** A listing as operators see it. */
export interface BrandedListing<Page, Token> extends Listing<Page, Token> {
  readonly [LISTING]: (perPage: PerPage<Page>) => Listing<Page, Token>;
}
