import type { WalkPromise } from "../../walk-promise.js";

export const nothingAfterAResumedEnd: WalkPromise = {
  states: "a walk that is resumed at its end completes without a page",
  watches: {
    completes: ({ facts, requests }) =>
      facts.start === "end" && requests.answers.length > 0 ? "was resumed at its end and delivers pages" : undefined,
  },
};
