import { PlainListing, PlainPull } from "./plain-listing.js";

/** Reports a failure as soon as it happens, and drops the pages that came before it. */
export class ErrorOvertakesListing extends PlainListing {
  override pull(): AsyncIterator<object, undefined, undefined> {
    return new OvertakenPull(this);
  }
}

class OvertakenPull extends PlainPull {
  override add(): void {
    super.add();
    this.steps.at(-1)?.catch((error: unknown) => this.finish({ error: this.listing.failure(error, this.walk) }));
  }
}
