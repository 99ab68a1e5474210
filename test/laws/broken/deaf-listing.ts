import { PlainListing } from "./plain-listing.js";

/** Looks at the signal before the walk, and never again. */
export class DeafListing extends PlainListing {
  override listen(): () => void {
    return () => {};
  }
}
