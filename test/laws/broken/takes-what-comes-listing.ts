import { PlainListing } from "./plain-listing.js";

/** `concatMap(perRequest)`: none or two pages for a request go through as they come. */
export class TakesWhatComesListing extends PlainListing {
  override accepts(): boolean {
    return true;
  }

  override tokenOf(page: object | null | undefined): unknown {
    return (page as { readonly NextToken?: unknown } | undefined)?.NextToken;
  }
}
