import { ListingError } from "@rekognition-rx/core";
import { PlainListing, type PlainWalk } from "./plain-listing.js";

/** Resumes a failed walk at the last page it delivered, and not after it. */
export class RepeatsAPageListing extends PlainListing {
  readonly #asked: (string | undefined)[] = [];

  override inputFor(token: string | undefined): object {
    this.#asked.push(token);
    return super.inputFor(token);
  }

  override failure(cause: unknown, walk: PlainWalk): Error {
    const resumeToken = walk.delivered === 0 ? walk.token : this.#asked.at(-2);
    return new ListingError({
      operation: "ListThings",
      label: this.config.label,
      cause,
      resumeToken,
      pagesDelivered: walk.delivered,
    });
  }
}
