import type { LimiterPromise } from "../../limiter-promise.js";

export const permitsComeBack: LimiterPromise = {
  states: "every permit is given back when its request has ended",
  watches: {
    // A pipe with several rate limits holds a permit of each.
    ends: ({ unsettled }, liveWalks) =>
      unsettled > liveWalks * MOST_LAYERS ? `has ${unsettled} permits that nobody gave back` : undefined,
  },
};

const MOST_LAYERS = 3;
