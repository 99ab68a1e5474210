import type { WalkPromise } from "../../walk-promise.js";

export const everyRequestCanBeAborted: WalkPromise = {
  states: "every request has a signal by which it can be aborted",
  watches: {
    asks: (_, { signal }) =>
      signal === undefined || signal.aborted ? "sends a request without a signal that could abort it" : undefined,
  },
};
