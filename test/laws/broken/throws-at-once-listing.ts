import { PlainListing, PlainPull } from "./plain-listing.js";

/** Throws from the call of `next` what it should reject with: who calls it without `await` hears nothing, or dies. */
export class ThrowsAtOnceListing extends PlainListing {
  override pull(): AsyncIterator<object, undefined, undefined> {
    return new ThrowingPull(this);
  }
}

class ThrowingPull extends PlainPull {
  override next(): Promise<IteratorResult<object, undefined>> {
    this.listing.signal?.throwIfAborted();
    return super.next();
  }
}
