import type { LimiterPromise } from "../../limiter-promise.js";

export const firstComeFirstServed: LimiterPromise = {
  states: "a limiter serves who came first; only who was throttled may be served before somebody who came earlier",
  watches: {
    grants({ waiting }, to) {
      const next = waiting.find(({ wasThrottled }) => !wasThrottled);
      return to.wasThrottled || next === to ? undefined : "gave its permit to one who was not the first in line";
    },
  },
};
