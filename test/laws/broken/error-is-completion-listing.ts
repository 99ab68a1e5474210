import type { Subscriber } from "rxjs";
import { PlainListing, PlainPull } from "./plain-listing.js";

/** `catchError(() => EMPTY)`: an inventory that is short, and nobody knows. */
export class ErrorIsCompletionListing extends PlainListing {
  override fail(subscriber: Subscriber<object>): void {
    subscriber.complete();
  }

  override pull(): AsyncIterator<object, undefined, undefined> {
    return new SilentPull(this);
  }
}

class SilentPull extends PlainPull {
  override finish(): void {
    super.finish(undefined);
  }
}
