import type { LimiterPromise } from "../../limiter-promise.js";

export const firstComeFirstServed: LimiterPromise = {
  states: "a limiter serves who came first; of those who were throttled before, the first of them",
  watches: {
    grants({ waiting }, to) {
      const next = waiting.find(({ first }) => first) ?? waiting[0];
      return next === to ? undefined : "gave its permit to one who was not the first in line";
    },
  },
};
