import { PlainListing } from "./plain-listing.js";

/** Reports the reason of an abort in words of its own. */
export class WrappedReasonListing extends PlainListing {
  override reasonOf(signal: AbortSignal): unknown {
    return new Error("the listing was aborted", { cause: signal.reason });
  }
}
