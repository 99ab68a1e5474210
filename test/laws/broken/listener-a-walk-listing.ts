import { PlainListing } from "./plain-listing.js";

/** Puts a listener of its own on the signal for every walk: forty regions, and Node warns of a leak. */
export class ListenerAWalkListing extends PlainListing {
  override listen(signal: AbortSignal, callback: () => void): () => void {
    signal.addEventListener("abort", callback);
    return () => signal.removeEventListener("abort", callback);
  }
}
