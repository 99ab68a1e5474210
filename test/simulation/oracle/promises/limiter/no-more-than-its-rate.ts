import type { LimiterPromise } from "../../limiter-promise.js";

export const noMoreThanItsRate: LimiterPromise = {
  states:
    "a token bucket gives no more permits than its rate and its burst allow, in any stretch of time, but for refused requests",
  watches: {
    grants({ spec, grants }) {
      if (spec.kind !== "tokenBucket") {
        return undefined;
      }
      const now = grants.at(-1) ?? 0;
      const at = grants.findIndex(
        (since, index) => grants.length - index > spec.burst + ((now - since) * spec.rate) / 1_000 + 1e-6,
      );
      return at < 0 ? undefined : `gave ${grants.length - at} permits within ${now - (grants[at] ?? 0)} ms`;
    },
  },
};
