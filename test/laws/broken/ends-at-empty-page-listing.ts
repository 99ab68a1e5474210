import { PlainListing } from "./plain-listing.js";

/** Takes a page without items for the last one. */
export class EndsAtEmptyPageListing extends PlainListing {
  override isLast(token: unknown, page: object): boolean {
    return super.isLast(token, page) || (page as { readonly Things: readonly string[] }).Things.length === 0;
  }
}
