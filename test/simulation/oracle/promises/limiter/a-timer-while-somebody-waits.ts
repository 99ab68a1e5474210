import type { LimiterPromise } from "../../limiter-promise.js";

export const aTimerWhileSomebodyWaits: LimiterPromise = {
  states: "a limiter has one timer while somebody waits for it, one for each who rests, and none otherwise",
  watches: {
    rests({ waiting, timers }) {
      const mayRest = waiting.filter((place) => place.wasThrottled).length;
      if (timers > mayRest + Math.min(waiting.length, 1)) {
        return `has ${timers} timers for ${waiting.length} requests that wait for it`;
      }
      return timers === 0 && waiting.length > 0
        ? `has no timer, and ${waiting.length} requests wait for it`
        : undefined;
    },
  },
};
