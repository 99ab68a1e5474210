import { PlainListing } from "./plain-listing.js";

/** Writes the token into the caller's input, as the SDK's own paginators do. */
export class InputMutatingListing extends PlainListing {
  override inputFor(token: string | undefined): object {
    return Object.assign(this.input, { MaxResults: this.config.pageSize }, { NextToken: token });
  }
}
