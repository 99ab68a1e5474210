import type { WalkPromise } from "../../walk-promise.js";

export const noPageKeptBack: WalkPromise = {
  states: "a page is delivered as soon as it is there and the user waits for it",
  watches: {
    rests({ checkpoints, end, user, requests, turnsArePending, wasAborted }) {
      const isDue = requests.last.kind === "answered" && user.delivered < requests.answers.length;
      const isFree =
        checkpoints.pending === 0 && end === undefined && !user.holding && user.calls === undefined && !wasAborted;
      // Turns may still be under way, in which a request gets to the socket.
      return isDue && isFree && !turnsArePending ? "keeps a page from a user who waits for it" : undefined;
    },
  },
};
