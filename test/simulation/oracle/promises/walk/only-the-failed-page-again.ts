import { showPlace } from "../../place.js";
import type { WalkPromise } from "../../walk-promise.js";

export const onlyTheFailedPageAgain: WalkPromise = {
  states: "a retry asks for the page that failed, and for no other",
  watches: {
    asks({ requests }, { place }) {
      const failed = showPlace(requests.asked ?? "end");
      return requests.turn === "same page again" && showPlace(place) !== failed
        ? `asks with ${showPlace(place)} after ${failed} had failed`
        : undefined;
    },
  },
};
