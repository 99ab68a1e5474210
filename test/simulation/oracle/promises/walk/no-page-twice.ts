import type { WalkPromise } from "../../walk-promise.js";

export const noPageTwice: WalkPromise = {
  states: "no page is delivered twice",
  watches: {
    delivers: ({ requests, user }, { id }) =>
      requests.answers.slice(0, user.delivered).some((answer) => answer.id === id)
        ? `delivers page ${id} a second time`
        : undefined,
  },
};
