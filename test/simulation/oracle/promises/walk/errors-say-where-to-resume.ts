import { isListingError } from "@rekognition-rx/core";
import { originOf } from "../../error-origin.js";
import { showPlace } from "../../place.js";
import type { WalkPromise } from "../../walk-promise.js";

export const errorsSayWhereToResume: WalkPromise = {
  states: "an error of a walk has the token of the page that failed",
  watches: {
    fails(walk, error) {
      // Over several chunks the token says which chunk too, in a form of its own.
      const isPlain = walk.facts.chunks === undefined || walk.facts.chunks.length === 1;
      if (originOf(walk, error) !== "service" || !isListingError(error) || !isPlain) {
        return undefined;
      }
      const { failing, outstanding } = walk.requests;
      if (outstanding.size > 0) {
        const listed = error.resumeToken?.match(/"[0-9a-f]{16}"/g)?.length ?? 0;
        return listed === outstanding.size
          ? undefined
          : `fails with a resume token that lists ${listed} items, where ${outstanding.size} are outstanding`;
      }
      return error.resumeToken === (failing === "end" ? undefined : failing.token)
        ? undefined
        : `fails with the resume token ${String(error.resumeToken)} at ${showPlace(failing)}`;
    },
  },
};
