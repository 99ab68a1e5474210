import { sharesPulls } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const aPositionAPage: WalkPromise = {
  states: "a position is reported once for each page, in order",
  watches: {
    reports({ user }, { pagesDelivered }) {
      const next = user.positions + 1;
      return pagesDelivered === next
        ? undefined
        : `reports the position after page ${pagesDelivered}, where that after ${next} was next`;
    },
    completes: ({ user, facts, requests }) =>
      facts.start === "end" ||
      requests.last.kind !== "answered" ||
      sharesPulls(facts.spec) ||
      user.positions === user.delivered
        ? undefined
        : `completes with ${user.positions} positions reported of ${user.delivered}`,
  },
};
