import { sharesPulls } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const abortEndsTheWalk: WalkPromise = {
  states: "an abort ends the walk at once, unless the user has a page in hand",
  watches: {
    rests: ({ wasAborted, end, user }) =>
      wasAborted && end === undefined && !user.holding && user.calls === undefined
        ? "was aborted and has not ended"
        : undefined,
    // What was not found is emitted after the last page: to abort then is too late.
    completes: ({ wasAborted, user, facts: { spec } }) =>
      wasAborted && !user.hasCompleted && !sharesPulls(spec) && spec.items !== "projectsNotFound"
        ? "completes though its signal was aborted"
        : undefined,
  },
};
