import { showPlace } from "../../place.js";
import type { WalkPromise } from "../../walk-promise.js";

export const pagesAskedInOrder: WalkPromise = {
  states: "pages are asked for in order",
  watches: {
    asks({ requests }, { place }) {
      const isNext = requests.turn !== "next page" || showPlace(place) === showPlace(requests.place);
      return isNext ? undefined : `asks with ${showPlace(place)} where ${showPlace(requests.place)} was next`;
    },
  },
};
