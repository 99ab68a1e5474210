import { PlainListing } from "./plain-listing.js";

/** Follows `""`, since it is not `undefined`. */
export class EmptyTokenListing extends PlainListing {
  override isLast(token: unknown): boolean {
    return token === undefined || token === null;
  }
}
