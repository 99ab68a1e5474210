import { retry } from "rxjs";
import type { Retrying } from "../retrying.js";
import type { AnyListing } from "../subject.js";
import { pulledFrom } from "./pulled-from.js";

/** rxjs's own `retry` after a listing: it subscribes again, and a subscription walks from the start. */
export const restartOnRetry: Retrying = {
  name: "retry after the listing",
  list: (subject, config, input, _, maxAttempts) => {
    const listing: AnyListing = subject.list(config, input);
    return pulledFrom(listing.pipe(retry(maxAttempts - 1)), listing);
  },
};
