import type { WalkPromise } from "../../walk-promise.js";

export const onlyPagesOfTheService: WalkPromise = {
  states: "every page that is delivered is one that the service has answered with",
  watches: {
    delivers: ({ requests }, { id }) =>
      requests.answers.some((answer) => answer.id === id)
        ? undefined
        : `delivers page ${id}, which the service has not answered with`,
  },
};
