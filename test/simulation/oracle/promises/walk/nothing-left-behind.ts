import type { WalkPromise } from "../../walk-promise.js";

export const nothingLeftBehind: WalkPromise = {
  states: "a walk that has ended leaves no request in flight and no timer",
  watches: {
    rests({ end, requests }, timers) {
      if (end !== undefined && requests.inFlight !== undefined && requests.inFlight.signal?.aborted !== true) {
        return `has ${end.kind} and left its request in flight`;
      }
      return end !== undefined && timers > 0 ? `has ${end.kind} and left ${timers} timers` : undefined;
    },
  },
};
