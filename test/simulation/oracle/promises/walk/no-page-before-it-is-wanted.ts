import type { WalkPromise } from "../../walk-promise.js";

export const noPageBeforeItIsWanted: WalkPromise = {
  states: "never more pages are asked for than the user wants, and prefetch beyond",
  watches: {
    anytime({ facts: { spec }, user, requests: { answers, last } }) {
      const pushes = spec.consumer.kind === "subscribe" || spec.consumer.kind === "toTaskEither";
      const wanted = user.calls ?? user.delivered + (user.holding ? 0 : 1);
      const allowed = wanted + (pushes ? 0 : spec.prefetch);
      const asked = answers.length + (last.kind === "answered" || last.kind === "none" ? 0 : 1);
      return asked > allowed ? `has asked for ${asked} pages where ${allowed} are wanted` : undefined;
    },
  },
};
