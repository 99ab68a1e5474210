import type { FakeConfig } from "../../arbitraries/fake-service.js";
import { PlainListing } from "./plain-listing.js";

/** Takes `prefetch` and does not look at it. */
export class NoPrefetchListing extends PlainListing {
  constructor(config: FakeConfig, input?: object, start?: string) {
    super({ ...config, prefetch: 0 }, input, start);
  }
}
