import type { WalkPromise } from "../../walk-promise.js";

export const oneRequestInFlight: WalkPromise = {
  states: "a walk has one request in flight",
  watches: {
    asks: ({ requests }) => (requests.inFlight === undefined ? undefined : "has two requests in flight"),
  },
};
