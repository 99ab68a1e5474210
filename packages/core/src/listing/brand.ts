import type { Listing } from "./listing.js";
import type { PerRequest } from "../request/listing-config.js";
import type { PositionedPages } from "./positioned-pages.js";
import type { MakeRestarts } from "../walk/walk-restarts.js";

/** By this symbol another copy of the package recognises a listing. Never change its meaning: add another symbol. */
export const LISTING: unique symbol = Symbol.for("@rekognition-rx/listing") as never;

/** The second symbol. Listings of the oldest copies of the package do not have it. */
export const RESTARTS: unique symbol = Symbol.for("@rekognition-rx/listing/restarts") as never;

/** The third symbol. */
export const RESOURCE: unique symbol = Symbol.for("@rekognition-rx/listing/resource") as never;

/** The fourth symbol. */
export const POSITIONS: unique symbol = Symbol.for("@rekognition-rx/listing/positions") as never;

/** The fifth symbol. */
export const OPERATION: unique symbol = Symbol.for("@rekognition-rx/listing/operation") as never;

/** A listing as operators see it. */
export interface BrandedListing<Page, Token> extends Listing<Page, Token> {
  /** The same listing with every page request wrapped once more. */
  readonly [LISTING]: (perRequest: PerRequest<Page>) => Listing<Page, Token>;
  /** The same listing whose walks may begin again. */
  readonly [RESTARTS]: (restarts: MakeRestarts<Page>) => Listing<Page, Token>;
  /** The pages for `for await`, each with the position after it. The signal ends the walk, as the listing's own does. */
  readonly [POSITIONS]: (signal: AbortSignal | undefined) => PositionedPages<Page>;
  /** The ARN that the listing is about, if it has one. */
  readonly [RESOURCE]: string | undefined;
  /** The operation as errors name it. */
  readonly [OPERATION]: string;
}
