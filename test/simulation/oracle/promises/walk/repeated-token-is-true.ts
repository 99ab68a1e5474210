import { isRepeatedTokenError } from "@rekognition-rx/core";
import { originOf } from "../../error-origin.js";
import type { WalkPromise } from "../../walk-promise.js";

export const repeatedTokenIsTrue: WalkPromise = {
  states: "a RepeatedTokenError names a token that was repeated, where the user did not ask for a stop",
  watches: {
    fails(walk, error) {
      if (originOf(walk, error) !== "service" || !isRepeatedTokenError(error)) {
        return undefined;
      }
      const last = walk.requests.answers.at(-1);
      const isTrue = last?.ending === "repeated token" && error.token === last.token;
      return isTrue && walk.facts.spec.onRepeatedToken !== "stop"
        ? undefined
        : `fails with ${String(error)}, and no token was repeated`;
    },
  },
};
