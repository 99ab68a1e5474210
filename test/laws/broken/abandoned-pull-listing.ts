import { PlainListing, PlainPull } from "./plain-listing.js";

/** An iterator whose `return` does nothing: a consumer that throws leaves its requests behind. */
export class AbandonedPullListing extends PlainListing {
  override pull(): AsyncIterator<object, undefined, undefined> {
    return new AbandonedPull(this);
  }
}

class AbandonedPull extends PlainPull {
  override leave(): void {
    // And the request goes on.
  }
}
