import { PlainListing } from "./plain-listing.js";

/** Remembers the tokens of the answers, and not the one it was started with. */
export class ForgetsItsStartListing extends PlainListing {
  override memory(): (token: string) => boolean {
    return super.memory(undefined);
  }
}
