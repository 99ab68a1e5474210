import { PlainListing } from "./plain-listing.js";

/** Asks for the pages after the first with the token alone. */
export class ForgetfulInputListing extends PlainListing {
  override inputFor(token: string | undefined): object {
    return token === this.start ? super.inputFor(token) : { NextToken: token };
  }
}
