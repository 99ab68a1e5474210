import { Observable } from "rxjs";
import type { AnyListing } from "../user/library.js";

/** A listing whose pages are tampered with on their way to the user. */
export class ChangedListing extends Observable<object> implements AnyListing {
  readonly #listing: AnyListing;
  readonly #pulled: (pages: AsyncIterable<object, undefined, undefined>) => AsyncIterable<object, undefined, undefined>;

  constructor(
    listing: AnyListing,
    pushed: (pages$: Observable<object>) => Observable<object>,
    pulled: (pages: AsyncIterable<object, undefined, undefined>) => AsyncIterable<object, undefined, undefined>,
  ) {
    super((subscriber) => pushed(listing).subscribe(subscriber));
    this.#listing = listing;
    this.#pulled = pulled;
  }

  [Symbol.asyncIterator](): AsyncIterator<object, undefined, undefined> {
    return this.#pulled(this.#listing)[Symbol.asyncIterator]();
  }

  resumeFrom(...call: Parameters<AnyListing["resumeFrom"]>): AnyListing {
    return this.#listing.resumeFrom(...call);
  }
}
