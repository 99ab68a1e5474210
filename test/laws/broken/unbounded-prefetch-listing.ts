import { PlainListing, PlainPull } from "./plain-listing.js";

/** Pulls from a buffer that a subscription fills, as fast as the service answers. */
export class UnboundedPrefetchListing extends PlainListing {
  override pull(): AsyncIterator<object, undefined, undefined> {
    return new UnboundedPull(this);
  }
}

class UnboundedPull extends PlainPull {
  override ask(): void {
    while (this.steps.length < this.calls + 100) {
      this.add();
    }
  }
}
