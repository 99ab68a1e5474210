import { PlainListing } from "./plain-listing.js";

/** `page?.NextToken`: an answer that is no page is an empty last one. */
export class NullPageIsTheEndListing extends PlainListing {
  override accepts(pages: readonly object[]): boolean {
    return pages.length === 1;
  }

  override tokenOf(page: object | null | undefined): unknown {
    return (page as { readonly NextToken?: unknown } | undefined)?.NextToken;
  }
}
