import type { AnyListing } from "../subject.js";
import { PlainListing } from "./plain-listing.js";

/** Takes a resume token and starts again at the start. */
export class RestartingListing extends PlainListing {
  override resumeFrom(): AnyListing {
    return new RestartingListing(this.config, this.input);
  }
}
