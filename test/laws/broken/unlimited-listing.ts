import type { FakeConfig } from "../../arbitraries/fake-service.js";
import { PlainListing } from "./plain-listing.js";

/** Takes `maxPages` and does not look at it. */
export class UnlimitedListing extends PlainListing {
  constructor(config: FakeConfig, input?: object, start?: string) {
    super({ ...config, maxPages: undefined }, input, start);
  }
}
