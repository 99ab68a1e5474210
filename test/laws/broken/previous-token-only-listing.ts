import { PlainListing } from "./plain-listing.js";

/** Remembers the previous token only, as the SDK's `stopOnSameToken` does: A, B, A, B goes on for ever. */
export class PreviousTokenOnlyListing extends PlainListing {
  override memory(start: string | undefined): (token: string) => boolean {
    let previous = start;
    return (token) => {
      const isRepeat = token === previous;
      previous = token;
      return isRepeat;
    };
  }
}
