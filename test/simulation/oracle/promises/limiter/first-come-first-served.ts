import type { LimiterPromise } from "../../limiter-promise.js";

export const firstComeFirstServed: LimiterPromise = {
  states:
    "a limiter serves who came first; before them those who were throttled once or twice, the first of them first",
  watches: {
    grants({ waiting }, to) {
      // Who was throttled more often rests first, and joins the tail when that is over.
      const inLine = waiting.filter(({ mayRest }) => !mayRest);
      const next = inLine.find(({ first }) => first) ?? inLine[0];
      return to.mayRest || next === to ? undefined : "gave its permit to one who was not the first in line";
    },
  },
};
