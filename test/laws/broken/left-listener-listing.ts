import { PlainListing } from "./plain-listing.js";

/** Never takes its listener off the signal: one that lives as long as the process holds every walk. */
export class LeftListenerListing extends PlainListing {
  override listen(signal: AbortSignal, callback: () => void): () => void {
    super.listen(signal, callback);
    return () => {};
  }
}
