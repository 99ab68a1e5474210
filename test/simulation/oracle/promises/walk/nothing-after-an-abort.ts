import type { WalkPromise } from "../../walk-promise.js";

export const nothingAfterAnAbort: WalkPromise = {
  states: "nothing is sent after an abort, and no page is pushed",
  watches: {
    asks: ({ wasAborted }) => (wasAborted ? "sends a request after its signal was aborted" : undefined),
    delivers: ({ wasAborted, facts }) =>
      wasAborted && facts.spec.consumer.kind === "subscribe"
        ? "delivers a page after its signal was aborted"
        : undefined,
  },
};
