import { isListingError } from "@rekognition-rx/core";
import { isLastFailure, originOf } from "../../error-origin.js";
import { type Place, showPlace } from "../../place.js";
import type { WalkPromise } from "../../walk-promise.js";

export const expiredTokenBeginsAgain: WalkPromise = {
  states: "an expired token begins the walk again at page one where it may, as often as it may",
  watches: {
    asks({ requests }, { place }) {
      const first: Place = { chunk: place === "end" ? 0 : place.chunk, token: undefined };
      return requests.turn === "page one again" && showPlace(place) !== showPlace(first)
        ? `asks with ${showPlace(place)} after its token has expired`
        : undefined;
    },
    fails: (walk, error) =>
      originOf(walk, error) === "service" &&
      isListingError(error) &&
      walk.requests.restartIsDue &&
      isLastFailure(walk, error.cause)
        ? "fails with an expired token though it may restart"
        : undefined,
  },
};
