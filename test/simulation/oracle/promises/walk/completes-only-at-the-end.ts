import { showPlace } from "../../place.js";
import type { WalkPromise } from "../../walk-promise.js";

export const completesOnlyAtTheEnd: WalkPromise = {
  states: "a walk completes at its last page, and never in place of an error",
  watches: {
    completes({ facts, requests: { answers, last } }) {
      if (facts.start === "end") {
        return undefined;
      }
      if (last.kind !== "answered") {
        return `completes where its last request was ${last.kind}`;
      }
      const answer = answers.at(-1);
      return answer?.ending === "complete"
        ? undefined
        : `completes though ${showPlace(answer?.next ?? facts.start)} comes next`;
    },
  },
};
