import { hasPosition, originOf } from "../../error-origin.js";
import type { WalkPromise } from "../../walk-promise.js";

export const everyPageBeforeTheEnd: WalkPromise = {
  states: "pages that came before the end, or before an error, are delivered before it",
  watches: {
    completes: ({ facts, user, requests: { answers } }) =>
      facts.start !== "end" && user.delivered < answers.length
        ? `completes with ${user.delivered} of ${answers.length} pages delivered`
        : undefined,
    fails: (walk, error) =>
      originOf(walk, error) === "service" && hasPosition(error) && walk.user.delivered < walk.requests.answers.length
        ? `fails with ${walk.user.delivered} of ${walk.requests.answers.length} pages delivered`
        : undefined,
  },
};
