import { sharesPulls } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const positionsOfPagesDone: WalkPromise = {
  states: "a position is reported when its page is done with, not before and not later",
  watches: {
    reports({ facts: { spec }, user }, { pagesDelivered }) {
      const done = user.delivered - (user.holding ? 1 : 0);
      if (pagesDelivered > done && !sharesPulls(spec)) {
        return `reports the position after page ${pagesDelivered}, and ${done} are done`;
      }
      return spec.consumer.kind === "subscribe" && pagesDelivered !== user.delivered
        ? `reports the position after page ${pagesDelivered} when ${user.delivered} are delivered`
        : undefined;
    },
  },
};
