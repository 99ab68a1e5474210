import { isListingError } from "@rekognition-rx/core";
import { originOf } from "../../error-origin.js";
import { sharesPulls } from "../../walk-facts.js";
import type { WalkPromise } from "../../walk-promise.js";

export const checkpointFailureEndsTheWalk: WalkPromise = {
  states: "what checkpoint throws or rejects with ends the walk, as itself",
  watches: {
    rests: ({ checkpoints: { failure }, end, user, wasAborted, facts }) =>
      failure === undefined || end !== undefined || user.holding || wasAborted || sharesPulls(facts.spec)
        ? undefined
        : "goes on though its checkpoint has failed",
    completes: ({ checkpoints: { failure } }) =>
      failure === undefined ? undefined : "completes though its checkpoint has failed",
    fails(walk, error) {
      const { failure } = walk.checkpoints;
      if (failure === undefined || failure.error === error || originOf(walk, error) === "signal") {
        return undefined;
      }
      return isListingError(error) && error.cause === failure.error
        ? "wraps what its checkpoint has failed with"
        : `fails with ${String(error)} though its checkpoint has failed with ${String(failure.error)}`;
    },
  },
};
