import { PlainListing } from "./plain-listing.js";

/** Keeps the signal to itself: the request goes on when nobody waits for it. */
export class NeverAbortsListing extends PlainListing {
  override send(token: string | undefined): Promise<object> {
    return this.config.client.send({ input: this.inputFor(token) });
  }
}
