import type { ListingPosition } from "@rekognition-rx/core";
import type { FakeConfig } from "../../arbitraries/fake-service.js";
import { PlainListing } from "./plain-listing.js";

/** Reports with each page the token that asked for it: a checkpoint that repeats a page. */
export class PositionBeforeListing extends PlainListing {
  constructor(config: FakeConfig, input?: object, start?: string) {
    let before = start ?? config.startingToken ?? "";
    const checkpoint = ({ resumeToken, pagesDelivered }: ListingPosition): void => {
      config.checkpoint?.({ resumeToken: before, pagesDelivered });
      before = resumeToken;
    };
    super({ ...config, checkpoint }, input, start);
  }
}
