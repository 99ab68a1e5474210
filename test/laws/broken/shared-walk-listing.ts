import { PlainListing, type PlainWalk } from "./plain-listing.js";

/** Keeps the place in the listing: the second consumer goes on where the first one stands. */
export class SharedWalkListing extends PlainListing {
  #walk: PlainWalk | undefined;

  override walk(): PlainWalk {
    this.#walk ??= super.walk();
    return this.#walk;
  }
}
