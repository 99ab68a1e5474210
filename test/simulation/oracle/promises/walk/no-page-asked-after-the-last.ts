import type { WalkPromise } from "../../walk-promise.js";

export const noPageAskedAfterTheLast: WalkPromise = {
  states: "no page is asked for after the last: the service, maxPages or a repeated token says which it is",
  watches: {
    asks({ requests }) {
      const ending = requests.answers.at(-1)?.ending;
      return requests.turn === "next page" && ending !== undefined
        ? `asks for more after its end (${ending})`
        : undefined;
    },
  },
};
