import type { WalkPromise } from "../../walk-promise.js";

export const abortReachesWhatIsUnderWay: WalkPromise = {
  states: "an abort takes back the request in flight and the wait before a retry",
  watches: {
    rests({ wasAborted, requests }, timers) {
      if (wasAborted && requests.inFlight !== undefined) {
        return "was aborted and its request was not";
      }
      return wasAborted && timers > 0 ? "was aborted and its wait was not" : undefined;
    },
  },
};
