import { hasTimeout } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const abortsOnlyWhatItMust: WalkPromise = {
  states: "a request is aborted only for an abort, a time-out, or a user who leaves",
  watches: {
    aborts: ({ wasAborted, end, user, facts }) =>
      wasAborted || end !== undefined || user.isLeaving || hasTimeout(facts.spec)
        ? undefined
        : "aborts its request for no reason",
  },
};
